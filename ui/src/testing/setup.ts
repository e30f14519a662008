// What happy-dom lacks of the platform.

import { afterEach } from "vitest";

afterEach(() => localStorage.clear());
