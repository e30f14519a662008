// Schedules of the fake backend: a small real one, KubeCon EU 2022, and a large made one.

import type { SessionView } from "../generated/SessionView";
import type { FakeChange, FakeQuestion } from "./changes";
import { instant } from "./zones";

export interface FakeSession {
  id: number;
  code: string | null;
  title: string;
  speakers: { name: string; organisation: string | null }[];
  day: string | null;
  startsAt: number | null;
  minutes: number;
  room: string | null;
  track: string | null;
  kind: SessionView["kind"];
  status: SessionView["status"];
  online: boolean;
  text: string;
  recommendedBy: string[];
}

export interface FakeBooth {
  id: number;
  name: string;
  stand: string | null;
  place: string | null;
  text: string;
}

export interface FakeConference {
  id: number;
  slug: string;
  title: string;
  city: string;
  zone: string;
  sessions: FakeSession[];
  booths: FakeBooth[];
  /** Where it came from and is refreshed from; none for the bundled sample. */
  address?: string;
  changes?: FakeChange[] | undefined;
  questions?: FakeQuestion[];
}

const TALKS: [
  code: string,
  title: string,
  speakers: string,
  when: string,
  track: string,
  text: string,
][] = [
  [
    "zrPW",
    "IKEA Private Cloud, eBPF Based Networking, Load Balancing, and Observability with Cilium",
    "",
    "2022-05-16 10:45 30",
    "Cloud Native eBPF Day",
    "How a retailer runs its private cloud on eBPF.",
  ],
  [
    "zso2",
    "Leveraging Cilium and SRv6 for Telco Networking",
    "Daniel Bernier (Bell Canada)",
    "2022-05-16 10:50 30",
    "Cloud Native eBPF Day",
    "Segment routing for a telephone network.",
  ],
  [
    "zsAE",
    "Connecting Klusters on the edge with deep dive into Cilium Cluster Mesh",
    "",
    "2022-05-17 11:35 10",
    "Cloud Native eBPF Day",
    "Many small clusters made one.",
  ],
  [
    "",
    "Cilium virtual office hours",
    "",
    "2022-05-18 12:30 45",
    "Office hours",
    "Bring questions to the maintainers.",
  ],
  [
    "ytpo",
    "Transparent Live Migration of Services Between Kubernetes Clusters",
    "Adam Janikowski (ArangoDB), Joerg Schad (ArangoDB)",
    "2022-05-19 15:25 35",
    "Multi-cluster",
    "Moving a database while it answers.",
  ],
  [
    "ytq0",
    "Cilium: Welcome, Vision and Updates",
    "Thomas Graf (Isovalent), Liz Rice (Isovalent), Laurent Bernaille (Datadog)",
    "2022-05-19 15:25 35",
    "Maintainer track",
    "Where the project stands and where it goes.",
  ],
  [
    "ytpu",
    "Choosing Cloud Native Technologies for the Journey to Multi-cloud",
    "Adelina Simion (Form3)",
    "2022-05-19 15:25 35",
    "Multi-cluster",
    "What a payments company chose, and why.",
  ],
  [
    "ytrV",
    "Kubernetes Networking 101",
    "Randy Abernethy (RX-M)",
    "2022-05-20 11:00 90",
    "Tutorials",
    "Packets, from pod to pod.",
  ],
  [
    "ytrw",
    "Logs Told Us It Was DNS, It Felt Like DNS, It Had To Be DNS, It Wasn't DNS",
    "Laurent Bernaille (Datadog), Elijah Andrews (Datadog)",
    "2022-05-20 11:55 35",
    "Observability",
    "An outage, read from the wire.",
  ],
  [
    "ytsQ",
    "Better Bandwidth Management with eBPF",
    "Daniel Borkmann (Isovalent), Christopher M. Luciano (Isovalent)",
    "2022-05-20 14:00 35",
    "Networking",
    "Pacing instead of dropping.",
  ],
  [
    "ytqy",
    "Composability is to Software as Compounding Interest is to Finance",
    "Bill Mulligan (Isovalent)",
    "2022-05-20 14:55 35",
    "Business",
    "Why small parts pay off.",
  ],
  [
    "yttj",
    "A Guided Tour of Cilium Service Mesh",
    "Liz Rice (Isovalent)",
    "2022-05-20 16:00 35",
    "Networking",
    "A service mesh without sidecars, step by step.",
  ],
  [
    "ytl7",
    "Bypassing Falco: How to Compromise a Cluster without Tripping the SOC",
    "Shay Berkovich (BlackBerry)",
    "",
    "Security",
    "What a watcher does not see.",
  ],
  [
    "ytnp",
    "Kubernetes Steering Committee AMA",
    "Christoph Blecker (Red Hat), Bob Killen (Google), Tim Pepper (VMware), Davanum Srinivas (VMware), Paris Pittman (Apple), Stephen Augustus (Cisco)",
    "",
    "Community",
    "Ask the committee.",
  ],
  [
    "ytnL",
    "The Hitchhiker's Guide to Pod Security",
    "Lachlan Evenson (Microsoft)",
    "",
    "Security",
    "From policies to admission.",
  ],
  [
    "yuFh",
    "Keynote: THE API IS PEOPLE!",
    "Stephen Augustus (Cisco)",
    "",
    "Keynotes",
    "A project is those who make it.",
  ],
  [
    "10ei9",
    "Allyship Workshop: A Human-Centered Approach to Allyship",
    "",
    "",
    "Community",
    "A workshop about working together.",
  ],
  [
    "ytoz",
    "Make the Secure Kubernetes Supply Chain Work for You",
    "Adolfo Garcia Veytia",
    "",
    "Security",
    "Signatures and bills of materials in daily use.",
  ],
  [
    "ytsN",
    "Too Much to Choose - Making Sense of a Smorgasbord of Security Standards",
    "Anais Urlichs, Rory McCune",
    "",
    "Security",
    "Which standard for what.",
  ],
  [
    "ytqj",
    "Threat Modeling Kubernetes: A Lightspeed Introduction",
    "Lewis Denham-Parry",
    "",
    "Security",
    "Thinking like somebody who wants in.",
  ],
];

const RECOMMENDED: Record<string, string[]> = {
  Nicholas: ["ytl7", "ytnp", "ytnL", "yuFh", "10ei9"],
  Duffie: ["ytoz", "ytsN", "ytqj", "yuFh", "ytnL"],
};

/** KubeCon + CloudNativeCon Europe 2022: 12 sessions with a time, 8 without, two booths. */
export function sampleConference(): FakeConference {
  const zone = "Europe/Madrid";
  const sessions = TALKS.map(([code, title, speakers, when, track, text], index): FakeSession => {
    const [day = null, clock, minutes] = when === "" ? [] : when.split(" ");
    const [hour = 0, minute = 0] = clock?.split(":").map(Number) ?? [];
    return {
      id: index + 1,
      code: code || null,
      title,
      speakers: speakers === "" ? [] : speakers.split(/, (?=[A-Z])/).map(speaker),
      day,
      startsAt: day === null ? null : instant(day, hour * 60 + minute, zone),
      minutes: Number(minutes ?? 0),
      room: null,
      track,
      kind: kindOf(title, track),
      status: day ? "confirmed" : "unscheduled",
      online: title.includes("virtual"),
      text,
      recommendedBy: Object.keys(RECOMMENDED).filter((who) => RECOMMENDED[who]?.includes(code)),
    };
  });
  return {
    id: 1,
    slug: "kubecon-eu-2022",
    title: "KubeCon + CloudNativeCon Europe 2022",
    city: "Valencia",
    zone,
    sessions,
    booths: [
      {
        id: 1,
        name: "Cilium",
        stand: null,
        place: "Show floor",
        text: "The open-source project: maintainers, stickers, questions.",
      },
      {
        id: 2,
        name: "Isovalent",
        stand: null,
        place: "Show floor",
        text: "The company behind Cilium: talks at the booth and a raffle.",
      },
    ],
  };
}

const GERMAN = [
  "Datenschutzgrundverordnungskonforme Telekommunikationsüberwachungsverordnung für Einsteigerinnen und Einsteiger",
  "Warum die elektronische Patientenakte noch immer nicht funktioniert und was das Bundesgesundheitsministerium dagegen zu tun gedenkt",
  "Nachhaltigkeit",
  "Einführung in die Bodenkunde",
  "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz: ein Nachruf",
  "Von Lochkarten und Lötkolben",
  "Hacker-Jeopardy",
  "Das nächste große Ding: selbstorganisierte Funknetze im ländlichen Raum zwischen Anspruch und Wirklichkeit",
];

const TRACKS = [
  "Ethics, Society & Politics",
  "Hardware & Making",
  "Security",
  "Science",
  "Art & Culture",
  "Self-organized Sessions",
  "Entertainment",
  "Resilience & Sustainability",
];

/** A made congress: 1351 sessions in 92 rooms on four days, long German titles, every status. */
export function largeConference(): FakeConference {
  const zone = "Europe/Berlin";
  const sessions = Array.from({ length: 1351 }, (_, index): FakeSession => {
    const day = `2022-12-${27 + Math.floor(index / 338)}`.replace("2022-12-31", "2022-12-30");
    const place = index % 338;
    const minutes = [5, 30, 40, 60, 60, 90][index % 6] ?? 60;
    return {
      id: 1000 + index,
      code: `C${index}`,
      title: `${GERMAN[(index * 5) % GERMAN.length]} ${index}`,
      speakers: Array.from({ length: (index * 3) % 4 }, (_, n) => ({
        name:
          ["Ada Muster", "Björn Østergård-Świątkowski", "noor", "Čeněk Dvořák"][(index + n) % 4] ??
          "",
        organisation: null,
      })),
      day,
      startsAt: instant(day, 600 + Math.floor(place / 20) * 50 + (place % 3) * 10, zone),
      minutes,
      room: index % 13 === 12 ? null : `Saal ${1 + (index % 92)}`,
      track: TRACKS[(index * 7) % TRACKS.length] ?? null,
      kind: "talk",
      status: index % 97 === 5 ? "cancelled" : index % 89 === 7 ? "withdrawn" : "confirmed",
      online: index % 31 === 3,
      text: "Ein Vortrag über das, was der Titel sagt.",
      recommendedBy: index % 41 === 0 ? ["Nicholas"] : [],
    };
  });
  return {
    id: 2,
    slug: "congress-2022",
    title:
      "Vierunddreißigster Chaos Communication Congress mit allen selbstorganisierten Sitzungen",
    city: "Leipzig",
    zone,
    sessions: sessions.sort((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0)),
    booths: Array.from({ length: 24 }, (_, index) => ({
      id: 100 + index,
      name: `Assembly ${index + 1}${index % 5 === 0 ? " der freiwilligen Funkamateurinnen und Funkamateure" : ""}`,
      stand: index % 3 === 0 ? `B${index}` : null,
      place: index % 2 === 0 ? "Halle 2" : null,
      text: index % 4 === 0 ? "" : "Löten, reden, Tee trinken.",
    })),
  };
}

function speaker(text: string): { name: string; organisation: string | null } {
  const match = /^(.*) \((.*)\)$/.exec(text);
  return { name: match?.[1] ?? text, organisation: match?.[2] ?? null };
}

function kindOf(title: string, track: string): SessionView["kind"] {
  if (title.startsWith("Keynote")) return "keynote";
  if (title.includes("Workshop") || track === "Tutorials") return "workshop";
  return title.includes("office hours") ? "office_hours" : "talk";
}
