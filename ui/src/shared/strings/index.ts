// The catalogue in use.

import { en, type Strings } from "./en";

export const t: Strings = en;
