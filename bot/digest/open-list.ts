import { ALL, digestCard, digestLists, listBlocks, listCard, listTitle, type ListToken } from "../cards/digest-card.ts";
import { openDigestToken, signDigestToken, type Whose } from "../cards/digest-token.ts";
import type { Desk } from "../conversation/deps.ts";
import { personStream, sentDigest } from "./kept.ts";
import type { Digest } from "../../core/digest/digest.ts";
import type { Figure } from "../../core/digest/figures.ts";
import type { DigestRow } from "../../core/digest/row.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Card, CardBlock } from "../../core/ports/card.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import { Refusal } from "../../core/refusal.ts";

type Sent = Whose & { readonly key: string };

/** Signs the buttons of one person's digest. */
export const listTokens =
  (desk: Desk, { key, ...whose }: Sent): ListToken =>
  (figure, page) =>
    signDigestToken({ digest: key, figure, page }, whose, {
      keys: desk.stores.for(whose.tenant).buttons,
      nowMs: desk.clock.now(),
    });

type Opening = Sent & { readonly from: Inbound["from"]; readonly cause: string };

/**
 * The cases of a figure that its reader may see now: still a manager by the configuration, and what left their scope
 * is left out. Opening is an entry. Throws Refusal: `not-found` for another's digest, `out-of-scope` for who is no
 * manager any more.
 */
async function rowsOf(desk: Desk, opening: Opening, figure: Figure): Promise<readonly DigestRow[]> {
  const { tenant, person, key, from, cause } = opening;
  const manager = desk.digestOf(tenant)?.managers.find((one) => one.person === person);
  if (!manager) throw new Refusal("out-of-scope", { what: "digest" });
  const stores = desk.stores.for(tenant);
  const names = new Map((await stores.directory.people()).map(({ id, display }): [string, string] => [id, display]));
  const rows = await stores.digest.byNumbers(manager.scope, figure.cases);
  await stores.ledger.observe(personStream(person), [
    {
      type: "digest-opened",
      v: 1,
      payload: { key, figure: figure.id, shown: rows.length },
      actor: { person, via: from.via },
      cause,
    },
  ]);
  return rows.map((row) => ({ ...row, requester: names.get(row.requester) ?? row.requester }));
}

const figureBy = (digest: Digest, id: string): Figure => {
  const figure = digest.figures.find((one) => one.id === id);
  if (!figure) throw new Refusal("not-found", { what: "figure" });
  return figure;
};

/** A pressed button of a digest, where a list takes the card's place. Throws Refusal, as above. */
export async function openList(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "click" }>,
  person: PersonId | null,
): Promise<Card> {
  const { tenant } = inbound;
  if (!person || inbound.from.standing !== "member") throw new Refusal("unlinked");
  const opening = { keys: desk.stores.for(tenant).buttons, nowMs: desk.clock.now() };
  const token = await openDigestToken(inbound.token, { tenant, person }, opening);
  const whose = { tenant, person, key: token.digest };
  const digest = await sentDigest(desk, tenant, person, token.digest);
  const tokens = listTokens(desk, whose);
  if (token.figure === ALL) return digestCard(digest, tokens);
  const figure = figureBy(digest, token.figure);
  const rows = await rowsOf(desk, { ...whose, from: inbound.from, cause: inbound.inboxId }, figure);
  return listCard({ digest, figure, rows, page: token.page }, tokens);
}

/** The `index`-th list of a digest by its key, for a view that pages by itself; null: this person has no such digest. */
export async function foldedList(
  desk: Desk,
  asked: Pick<Inbound, "tenant" | "inboxId" | "from"> & { readonly key: string; readonly index: number },
  person: PersonId,
): Promise<{ readonly title: string; readonly blocks: readonly CardBlock[] }> {
  const { tenant, key, from, inboxId } = asked;
  const digest = await sentDigest(desk, tenant, person, key);
  const figure = digestLists(digest).flat()[asked.index];
  if (!figure) throw new Refusal("stale", { what: "card" });
  const rows = await rowsOf(desk, { tenant, person, key, from, cause: inboxId }, figure);
  return { title: listTitle(figure), blocks: listBlocks({ digest, figure, rows }) };
}
