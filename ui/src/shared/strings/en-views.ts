// The sentences of the views that look at the programme in their own way.

import { count } from "./counting";

export const views = {
  now: {
    label: "Now",
    next: "Next",
    running: "On now",
    inTime: (length: string) => `in ${length}`,
    left: (length: string) => `${length} left`,
    startsNow: "starting",
    leaveAt: "Leave at",
    leaveNow: "Leave now",
    walk: (minutes: number) => `${minutes} min to walk`,
    sameRoom: "Same room: stay where you are",
    also: "At the same time",
    later: "After that",
    soon: "Starting within the hour",
    soonElse: "Also starting within the hour",
    startsNext: "Starts next",
    pickHint: "Press S to pick the marked one.",
    more: (n: number) => `${count(n, "more", "more")} in the programme`,
    visits: "Booth visits",
    booths: (n: number) => `${count(n, "booth", "booths")} to visit`,
    nothingTitle: "Nothing picked yet",
    nothingHint: "Star what you want to see: here it says where to go next, and when to leave.",
    restTitle: "Nothing more of yours today",
    beforeTitle: (days: string) => `Starts in ${days}`,
    beforeFirst: "First on your agenda",
    betweenTitle: "Done for the day",
    betweenNext: (day: string) => `Goes on ${day}`,
    doneTitle: "No more of yours is to come",
    doneHint: "What you picked is over. The programme goes on.",
    afterTitle: (title: string) => `${title} is over`,
    afterHint: (picks: number) =>
      picks === 0
        ? "Its programme stays here."
        : `You had ${count(picks, "session", "sessions")} on your agenda. Notes and recordings stay here.`,
    openAgenda: "Open the agenda",
    noTimes: "No session has a time yet",
    days: (n: number) => count(n, "day", "days"),
    loading: "Looking at the clock…",
  },
};
