import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

/** Nobody sees a drone of a few kilograms at this distance (15 CFR 774 Supp. 1, 9A012.a, natural vision). */
const OUT_OF_SIGHT_KM = 3;

/** Written forms of drones: how many days they stay up, how far they are controlled. */
export const DRONE_PATTERNS: readonly Pattern[] = [
  {
    // "30 days endurance".
    only: ["unmanned-aircraft"],
    expression:
      /(?<![\d.,])(\d{1,3})[ -]?days?(?: of)? (?:flight|endurance|in the air|aloft|autonomy)|(?:endurance|aloft|autonomy)(?: of|:| up to| for)*\s?(\d{1,3}) days/gu,
    read: ([, before, behind]) => [quantity("endurance", String(24 * Number(before ?? behind ?? "0")), "h")],
  },
  {
    // "20 km control link", "video transmission: 12 km".
    only: ["unmanned-aircraft"],
    expression:
      /(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?km (?:hd |digital |encrypted |radio |fpv )*(?:control|video|data|telemetry|c2|command|image|signal)[ -]?(?:link|transmission|range|downlink)|(?:control|video|data|telemetry|c2|command|image)[ -]?(?:link|transmission|downlink)(?: range| distance)?(?: of|:| up to)*\s?(\d{1,3}(?:\.\d+)?)\s?km/gu,
    read: ([, before, behind], { everything }) =>
      Number(before ?? behind) >= OUT_OF_SIGHT_KM &&
      !/visual line of sight|(?<!b)vlos|within sight|line of sight only/.test(everything)
        ? flag("beyond-sight", true)
        : [],
  },
];
