// Everything about one session, in the fake backend.

import type { SessionDetailsView } from "../generated/SessionDetailsView";
import { clashesOf } from "./agenda";
import type { FakeStore } from "./store";

export function sessionDetails(store: FakeStore, id: number): SessionDetailsView {
  const [conference, session] = store.findSession(id);
  const others = (name: string) =>
    conference.sessions.filter(
      (each) => each.id !== id && each.speakers.some((speaker) => speaker.name === name),
    );
  return {
    session: store.sessionView(conference, session),
    conference: conference.id,
    subtitle: null,
    kindLabel: null,
    html: `<p>${session.text}</p><p>See <a href="https://example.org/more">more about it</a>.</p>`,
    text: session.text,
    speakers: session.speakers.map((speaker) => ({
      ...speaker,
      otherSessions: others(speaker.name).map((each) => store.ref(conference, each)),
    })),
    url: session.code && `https://sched.co/${session.code}`,
    links: [{ title: "Slides", url: "https://example.org/slides.pdf" }],
    recorded: session.track === "Tutorials" ? false : null,
    note: store.notes.get(id) ?? "",
    clashes: clashesOf(store.asPlanned(session), store.planned(conference)),
    changes: store.changes.of(conference, id),
    repeats: conference.sessions
      .filter((each) => each.id !== id && each.title === session.title)
      .map((each) => store.ref(conference, each)),
    defaultLeads: store.settings.sessionLeads,
    leave: store.leave(conference, session),
  };
}
