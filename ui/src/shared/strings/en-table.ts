// The sentences about the columns of a table, in English.

import type { TableColumn } from "../../backend/generated/TableColumn";
import type { TableView } from "../../backend/generated/TableView";

const roles: Record<NonNullable<TableColumn["role"]>, string> = {
  title: "Title",
  subtitle: "Subtitle",
  date: "Day",
  start: "Start",
  end: "End",
  end_date: "Day of the end",
  duration: "Length",
  time_zone: "Time zone",
  room: "Room",
  track: "Track",
  kind: "Kind",
  speakers: "Speakers",
  organisation: "Their organisations",
  abstract: "Abstract",
  description: "Description",
  language: "Language",
  level: "Level",
  tags: "Tags",
  url: "Page",
  links: "Other links",
  code: "Code",
  id: "Id",
  guid: "Guid",
  status: "Status",
  recorded: "Recorded or not",
};

const orders: Record<NonNullable<TableView["dateOrder"]>, string> = {
  day_month_year: "Day, month, year",
  month_day_year: "Month, day, year",
  year_month_day: "Year, month, day",
};

export const table = {
  question: "Which column holds what?",
  summary: (taken: number, all: number) => `Columns: ${taken} of ${all} taken`,
  column: "Column",
  sample: "First rows",
  role: "Holds",
  roleOf: (column: string) => `What ${column} holds`,
  unnamed: (place: number) => `Column ${place}`,
  none: "Nothing to import",
  roles,
  order: "Dates are written",
  orders,
  orderFound: "As they make sense",
  reset: "As Lanyard finds it",
};
