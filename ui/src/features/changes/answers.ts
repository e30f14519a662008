// The attendee's answers to changes, each with a way back.

import type { ChangeView } from "../../backend/generated/ChangeView";
import type { MatchQuestionView } from "../../backend/generated/MatchQuestionView";
import type { Lanyard } from "../../lanyard.svelte";
import { t } from "../../shared/strings";
import { keyOf } from "./changes";

/** Takes note of changes, or makes a single one new again. */
export async function see(lanyard: Lanyard, changes: ChangeView[], seen: boolean): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const keys = changes.map(keyOf);
  const { title } = first.session;
  const label =
    changes.length > 1
      ? t.changes.didAcceptAll(changes.length)
      : seen
        ? t.changes.didAccept(title)
        : t.changes.didUnaccept(title);
  lanyard.spoken = label;
  const mark = (now: boolean) => lanyard.backend.seeChanges({ changes: keys, seen: now });
  await lanyard.act({ label, undo: () => mark(!seen) }, () => mark(seen));
}

/** Goes on with a session that the schedule withdrew, and takes note of that. */
export async function keep(lanyard: Lanyard, change: ChangeView): Promise<void> {
  const { id, title } = change.session;
  const put = async (kept: boolean) => {
    await lanyard.backend.keepSession(id, kept);
    if (!change.seen) await lanyard.backend.seeChanges({ changes: [keyOf(change)], seen: kept });
  };
  const label = t.changes.didKeep(title);
  lanyard.spoken = label;
  await lanyard.act({ label, undo: () => put(false) }, () => put(true));
}

export async function answerDifferent(lanyard: Lanyard, { id }: MatchQuestionView): Promise<void> {
  const label = t.changes.didPart;
  lanyard.spoken = label;
  await lanyard.act({ label, undo: () => lanyard.backend.askMatchAgain(id) }, async () => {
    await lanyard.backend.answerMatch(id, false);
  });
}

/** Joins the two; there is no way back, so it is asked before. */
export async function answerSame(lanyard: Lanyard, question: MatchQuestionView): Promise<void> {
  const joined = await lanyard.attempt(async () => {
    const stays = await lanyard.backend.answerMatch(question.id, true);
    if (stays !== null && lanyard.details?.session === question.new.id) lanyard.openDetails(stays);
  });
  if (!joined) return;
  const label = t.changes.didJoin(question.new.title);
  lanyard.spoken = label;
  lanyard.toasts.show(label);
}
