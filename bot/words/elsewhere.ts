import type { Elsewhere } from "../../core/ports/inbound.ts";

/** Where the card of a request went, and why not to where it was asked. */
export function elsewhereWords(number: number, why: Elsewhere): string {
  switch (why) {
    case "not-member":
      return `I am not in that channel, so ED-${number} is in your direct messages with me. Invite me there to have the next card in the channel.`;
    case "not-safe":
      return `That channel may have people from outside the company, so I keep details out of it. ED-${number} is in your direct messages with me.`;
  }
}
