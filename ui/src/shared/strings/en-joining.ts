// The sentences about several sources of one conference, in English.

export const joining = {
  question: "Is this a conference that you have?",
  join: (title: string) => `Join it to ${title}`,
  own: "Import it as a conference of its own",
  kept: "Your picks and notes stay on their talks.",
  refreshed: (address: string) => `From then on it is refreshed from ${address}.`,
  losesMost: "More than half of its sessions would be withdrawn.",
  run: "Join",
};
