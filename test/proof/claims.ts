/** What a claim was driven against, from the strongest to none. */
export const KINDS = {
  "real client": "software that others made and that users or platforms really run",
  "independent oracle": "answers that somebody else published: test vectors, official texts and lists",
  emulator: "somebody else's imitation of a platform",
  "our own fake": "our imitation of the other side: it is wrong where we are wrong",
  "product alone": "no other side: our code over inputs that the test makes",
  never: "nobody has done it yet",
} as const;
export type Kind = keyof typeof KINDS;

export type Part = "Chromium" | "redis-server" | "workerd" | "reference data";

export type Claim = {
  readonly area: string;
  readonly claim: string;
  /** The command that shows it; null for what was never driven, where it would take something we do not have. */
  readonly shown: string | null;
  readonly kind: Kind;
  /** What stood on the other side, or what is missing. */
  readonly against: string;
  /** Without it the command skips by name. */
  readonly needs?: Part;
};

type Row = readonly [claim: string, kind: Kind, against: string, shown: string | null, needs?: Part];
const test = (...paths: readonly string[]): string => `npm test -- ${paths.map((path) => `test/${path}`).join(" ")}`;
const faults = (path: string): string => `npm run test:faults -- test/faults/${path}`;
const teeth = (name: string): string => `npm run teeth -- ${name}`;

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  "The round trip": [
    [
      "Asked in Slack, decided in Teams: one case, cards changed in place, one mention to whoever has the ball, evidence that verifies",
      "our own fake",
      "Teams is our loopback connector and identity service; Slack is `emulate`'s, the database a real file",
      test("flows/round-trip.test.ts"),
    ],
    [
      "Override, ask, judge a hit, escalate, reject and withdraw change every copy of the card",
      "product alone",
      "the composed local desk over its own HTTP routes, without a browser",
      test("flows/review-verbs.test.ts"),
    ],
    [
      "A release ends on its day; an edition set activated by another process counts from the next evaluation",
      "product alone",
      "the composed desk; the day itself was not waited for",
      test("flows/release-end.test.ts", "flows/activation.test.ts"),
    ],
    [
      "Asked in the web desk, decided in Teams",
      "real client",
      "Microsoft's Agents Playground through the HTTP and WebSocket that its page uses, without its page and without tokens",
      test("flows/playground-desk.test.ts"),
    ],
    [
      "Ask, change one number, be refused, decide as legal, flip a byte: the whole job in the browser",
      "real client",
      "Chromium on the composed desk",
      test("flows/web-desk/real-desk.test.ts"),
      "Chromium",
    ],
    [
      "Nothing is canned: answers to twenty made-up parts name facts of that text or say not covered",
      "product alone",
      "parts made up by a seed, asked over HTTP",
      test("flows/web-desk/real-desk.test.ts"),
    ],
    [
      "The worked example in the README is the desk's own output",
      "product alone",
      "rendered again and compared",
      test("golden/readme.test.ts"),
    ],
    [
      "A release ends on its day",
      "product alone",
      "the timer's row is read and run by hand; no day is waited for",
      test("flows/release-end.test.ts"),
    ],
    [
      "An edition set activated beside the running desk counts from the next evaluation, for its tenant only",
      "product alone",
      "the store is told behind the desk's back, in the same process",
      test("flows/activation.test.ts"),
    ],
    [
      "A table of routes; everything else is 404 and says nothing",
      "product alone",
      "the composed desk, called without proof",
      test("flows/routes.test.ts"),
    ],
  ],
  "The item register": [
    [
      "The same item and revision is answered from the earlier decision, names it, and still goes to a person; its package verifies and replays to the same bytes",
      "product alone",
      "the composed local desk over its own HTTP routes; the verifier is the one in the package",
      test("flows/register.test.ts"),
    ],
    [
      "One changed character of the order code, another revision or another maker is never reused",
      "product alone",
      "codes made by a seed, each changed in one place",
      test("core/register/apply.test.ts", "core/register/identity.test.ts"),
    ],
    [
      "A changed cited paragraph makes a determination due, once, and it is not used until a person has decided again",
      "product alone",
      "a rulebook with one limit changed, activated in the composed desk",
      test("flows/register.test.ts"),
    ],
    [
      "Same as last time, same as X last time, same for X: the requester's own cases, a question where several could be meant",
      "product alone",
      "the composed local desk over its own HTTP routes",
      test("flows/last-time.test.ts"),
    ],
    [
      "A company's matrix is imported whole or not at all, every line to mend named",
      "product alone",
      "CSV and XLSX that the test writes; no company's own matrix has been read",
      test("bot/cli/items.test.ts", "core/register/matrix.test.ts"),
    ],
    [
      "Without the revision in an item's key the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("register-revision"),
    ],
    [
      "Without the tests beside a record the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("register-tests-run"),
    ],
    [
      "Without the look at a cited paragraph the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("register-due"),
    ],
  ],
  Slack: [
    [
      "The signature check accepts what Slack signs",
      "independent oracle",
      "the worked example of Slack's documentation",
      test("adapters/slack/signature.test.ts"),
    ],
    [
      "A forged, stale, future, replayed or truncated request does no work, and nothing is acknowledged that is not stored",
      "our own fake",
      "requests that the test signs and bends; payloads after the documented wire format",
      test("adapters/slack/routes.test.ts", "flows/bad-input-slack.test.ts"),
    ],
    [
      "Without the signature check the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("slack-signature"),
    ],
    [
      "Without the time window the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("slack-time-window"),
    ],
    [
      "One message told by three events, in any order, is one request with its files",
      "our own fake",
      "Slack's own Bolt behind the inbox, a fake Web API before it",
      test("adapters/slack/inbound.test.ts"),
    ],
    [
      "Cards are posted, found again by their key, updated in place; one mention; a lost answer is never repeated by the SDK",
      "emulator",
      "`emulate`'s Slack over HTTP, completed where it leaves fields out",
      test("adapters/slack/messenger.test.ts"),
    ],
    [
      "Cards keep every limit of Block Kit, whatever is written",
      "our own fake",
      "a checker written from Slack's documented limits; no Slack has seen the cards",
      test("adapters/slack/blocks.test.ts"),
    ],
    [
      "Content is shown only where everybody is known to be internal, and standing is read again",
      "our own fake",
      "a fake Web API",
      test("adapters/slack/places.test.ts"),
    ],
    [
      "The bot's token goes to Slack's hosts alone, files are read up to the limit",
      "our own fake",
      "a fetch that the test answers",
      test("adapters/slack/fetch-file.test.ts"),
    ],
    [
      "The app manifest asks for what it needs and nothing that administers",
      "product alone",
      "no Slack has taken the manifest",
      test("adapters/slack/manifest.test.ts"),
    ],
    [
      "`/classify` alone opens a form before Slack is asked anything else; sent, it is one case; what is wrong stands beside its field",
      "emulator",
      "`emulate`'s Slack, which spends each trigger once; commands and submissions are signed by the test",
      test("flows/slack-entry.test.ts"),
    ],
    [
      "The request form and every view keep Slack's limits, with every country of the rulebook in it",
      "our own fake",
      "a checker written from Slack's documented limits",
      test("adapters/slack/request-form.test.ts"),
    ],
    [
      "A message, its mention and its shortcut are one case, linked back to the message; a direct message is a request and replies below the card belong to it",
      "emulator",
      "`emulate`'s Slack; shortcuts and direct messages are payloads after the documented wire format",
      test("flows/slack-entry.test.ts", "adapters/slack/inbound.test.ts"),
    ],
    [
      "`status` and `find` show the caller's own cases and no others', to the caller alone, and no item where people from outside may look on",
      "emulator",
      "`emulate`'s Slack; the database is a real file",
      test("flows/slack-look-up.test.ts"),
    ],
    [
      "Without who-may-see-it in `find` the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("find-visible"),
    ],
    [
      "Socket Mode: stored before acknowledged, one case for an event that comes by HTTP too, a lost or refused socket named, made again",
      "our own fake",
      "Slack's own client against our WebSocket server that speaks the protocol; no Slack has been connected to",
      test("adapters/slack/socket.test.ts", "flows/slack-socket.test.ts"),
    ],
    [
      "Without stored-before-acknowledged on the socket the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("socket-stored"),
    ],
    [
      "A workspace is installed by OAuth: its token is encrypted, used for every call, refused for any other tenant, and gone when Slack revokes it",
      "emulator",
      "`emulate`'s OAuth pages and token exchange; revocations are events that the test signs",
      test("flows/slack-install.test.ts"),
    ],
    [
      "A state that is forged, late, used or another browser's installs nothing; nor does a token that runs out or belongs elsewhere",
      "our own fake",
      "a fake Web API and the test's clock",
      test("adapters/slack/install.test.ts"),
    ],
    [
      "Without the signed state, the single use, the named workspace or the lasting end of an installation the tests go red",
      "product alone",
      "a patched copy of the sources for each",
      teeth("install-state install-once install-browser install-workspace install-ended"),
    ],
    ["A real Slack workspace: install, ask, decide", "never", "no workspace", null],
    [
      "Socket Mode, modals with files, shortcuts and OAuth against Slack itself",
      "never",
      "no workspace and no app: their wire formats are from the documentation and the SDK's source",
      null,
    ],
    [
      "Enterprise Grid, Slack Connect and guests on a real workspace",
      "never",
      "the shapes are from the documentation",
      null,
    ],
    ["GovSlack", "never", "no account; only its host names are known to the desk", null],
    ["Cards as the Slack apps for phone and desktop draw them", "never", "no workspace", null],
  ],
  Teams: [
    [
      "Message, card, Approve, card changed in place; mentions and threads in a channel",
      "real client",
      "Microsoft's Agents Playground, through the surface that its page uses",
      test("adapters/teams/playground.test.ts"),
    ],
    [
      "Tokens are validated: another issuer, audience, key, tenant or service address is refused",
      "our own fake",
      "Microsoft's botbuilder validates, against our loopback OpenID and JWKS server",
      test("adapters/teams/routes.test.ts"),
    ],
    [
      "Cards are sound Adaptive Cards 1.5, hostile words stay words, sizes stay below the limit with every cut named",
      "real client",
      "Microsoft's `adaptivecards` library: parser and validator",
      test("adapters/teams/adaptive-card.test.ts"),
    ],
    [
      "Proactive posts, updates in place, refusals, the personal line: through the Bot Connector's calls",
      "our own fake",
      "a loopback connector",
      test("adapters/teams/messenger.test.ts"),
    ],
    [
      "Bad input in Teams: forged, foreign, guest, late, twice, both at once",
      "our own fake",
      "a loopback connector and identity service, the composed desk",
      test("flows/bad-input-teams.test.ts"),
    ],
    [
      "A row stored yesterday is read without the token that it came with",
      "our own fake",
      "payloads after the documented wire format",
      test("adapters/teams/inbound.test.ts", "replay/teams/replay.test.ts"),
    ],
    [
      "Teams does not start where anybody could walk in",
      "product alone",
      "settings",
      test("adapters/teams/start.test.ts"),
    ],
    [
      "The app package is the same bytes each time and keeps the manifest's limits",
      "product alone",
      "limits written from the documented schema; no catalogue has taken the package",
      test("adapters/teams/manifest.test.ts"),
    ],
    ["A real Teams tenant: install, mention, approve", "never", "no tenant", null],
    [
      "A token of the real Entra ID and Bot Framework services",
      "never",
      "no registration; their keys were never fetched",
      null,
    ],
    ["GCC High and other national clouds", "never", "no account", null],
    [
      "The playground's own page, and Teams apps for phone and desktop, drawing the cards",
      "never",
      "the tests speak the page's protocol, not through its page",
      null,
    ],
  ],
  "The edge": [
    [
      "The Worker verifies, forwards byte by byte, answers what the desk answers, and holds what can wait while it is slow or down",
      "real client",
      "Cloudflare's workerd on this machine, `wrangler.toml` as it ships; Slack and Teams behind it are imitations",
      test("bot/edge/worker.test.ts"),
      "workerd",
    ],
    [
      "Nobody but the edge says when a request came; what it forwarded yesterday is not taken today",
      "product alone",
      "requests that the test stamps and bends",
      test("adapters/edge/received.test.ts", "adapters/edge/behind-the-edge.test.ts"),
    ],
    [
      "Without the queue's confirmation nothing is acknowledged: taken away, the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("edge-ack"),
    ],
    ["A deployed Worker and its queue at Cloudflare", "never", "no account", null],
  ],
  "Web desk": [
    [
      "Each state in light and dark at 1280 and 400 px: no serious fault of axe-core, nothing overflows",
      "real client",
      "Chromium with axe-core; the desk behind the page is our fake",
      test("flows/web-desk/page.test.ts"),
      "Chromium",
    ],
    [
      "From request to approval to trail by keyboard alone",
      "real client",
      "Chromium; the desk behind the page is our fake",
      test("flows/web-desk/page.test.ts"),
      "Chromium",
    ],
    [
      "Only this machine's own browser gets in: host, origin, proxy and token are checked",
      "our own fake",
      "requests as a browser, a tunnel or another site would send them",
      test("adapters/console/gate.test.ts"),
    ],
    ["A screen reader, used by a person", "never", "axe-core finds what a program can find", null],
    ["Firefox and Safari", "never", "Chromium alone", null],
  ],
  "Who decides": [
    [
      "Role, authority and own request are checked at the click; random clicks never decide twice nor release without every role",
      "product alone",
      "random histories of clicks",
      test("core/cases/decide.test.ts"),
    ],
    [
      "Without the check of the role the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("role-at-click"),
    ],
    [
      "Without the check of the own request the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("own-request"),
    ],
    [
      "Without the check of the revision the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("revision-check"),
    ],
    ["Without the ticks the tests go red", "product alone", "a patched copy of the sources", teeth("ticks")],
    [
      "Ten reviewers on one card at once: one decision, nine refused and on record, a hundred rounds",
      "our own fake",
      "HTTP clients of the web desk's routes; the database is a real file",
      faults("storm.test.ts"),
    ],
    [
      "Buttons hold under the last two keys and for their own tenant; a changed bit opens nothing",
      "real client",
      "libSQL on a file",
      test("db/objects.test.ts"),
    ],
    [
      "Routing has no hole and no deadlock; the strictest deadline counts",
      "product alone",
      "the policy that ships",
      test("core/routing/policy.test.ts"),
    ],
  ],
  "Classification, licence, screening": [
    [
      "Golden cases: decided, unclear, refused, and held-out ones, the second set of them written after the grammar was fixed; one that is still wrong is marked and must fail",
      "product alone",
      "our own reading of the regulation, each case with its citation",
      test(
        "core/classification/golden.test.ts",
        "core/licensing/golden.test.ts",
        "cases/screening/screening-cases.test.ts",
      ),
    ],
    [
      "Every limit, paragraph and chart column of the entries stands in the official text; 638 headings, none added",
      "independent oracle",
      "the published text of the CCL, edition of June 2026",
      test("rules/ccl-against-text.test.ts"),
      "reference data",
    ],
    [
      "The Country Chart and the Country Groups agree in every cell with the published ones",
      "independent oracle",
      "15 CFR 738 Supp. 1 and 740 Supp. 1 of 2026-07-23, and the export of BIS of November 2025",
      test("core/licensing/country-chart.test.ts"),
      "reference data",
    ],
    [
      "Forgetting or not knowing a fact never makes an answer looser; nothing is free in an embargoed place",
      "product alone",
      "random items, destinations and facts",
      test("core/licensing/properties.test.ts", "properties/classify.test.ts"),
    ],
    [
      "EAR99 needs a closed world: no gate closes a labelled heading, one heading taken out makes it not covered",
      "product alone",
      "the rulebook that ships",
      test("core/classification/classify.test.ts", "rules/gates.test.ts"),
    ],
    [
      "Limits are compared exactly, in three values, ranges whole",
      "product alone",
      "random figures against exact products",
      test("core/rulebook/condition.test.ts"),
    ],
    [
      "Damaged, transliterated and reordered names are found, ordinary companies left alone, measured",
      "independent oracle",
      "the published lists, about 35,000 entries; the damage is made by a seed",
      test("core/screening/quality.test.ts"),
      "reference data",
    ],
    [
      "Published list files are read with the counts that their publishers give",
      "independent oracle",
      "files of the CSL, OFAC, BIS and the Security Council",
      test("adapters/lists/import-lists.test.ts"),
      "reference data",
    ],
    [
      "A missing, short, stale or demonstration list never makes a party clear",
      "product alone",
      "lists that the test makes",
      test("core/screening/list-state.test.ts", "core/screening/screen.test.ts", "core/releases/ticks.test.ts"),
    ],
    [
      "One transaction joins item, parties and destination; another line never loosens it",
      "product alone",
      "deals that the test makes",
      test("core/releases/evaluate-transaction.test.ts"),
    ],
    ["A lawyer's or an agency's review of the rulebook", "never", "every value is marked as our summary", null],
    ["Classifications that BIS has issued (CCATS), as cases", "never", "none was at hand with its facts", null],
    ["Ownership data", "never", "no source is connected; the desk says that it was not checked", null],
  ],
  "The model step": [
    [
      "What leaves obeys the tenant's egress policy; two entries a call, the first before the bytes leave",
      "our own fake",
      "a loopback server of chat completions and responses, called by the `ai` SDK",
      test("flows/model.test.ts", "core/adjudication/egress.test.ts"),
    ],
    [
      "Each way to fail is a named state: refused, cut, hung, wrong shape, busy, redirected",
      "our own fake",
      "a loopback server that misbehaves",
      test("adapters/ai/model.test.ts", "flows/model.test.ts"),
    ],
    [
      "A hostile or obedient model never makes an answer looser; its facts must stand in the source",
      "our own fake",
      "random and hostile opinions, a server that does what a hostile file demands",
      test(
        "properties/model.test.ts",
        "core/adjudication/ground-facts.test.ts",
        "core/adjudication/adjudicate.test.ts",
      ),
    ],
    [
      "Without the ban on looser answers the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("model-no-looser"),
    ],
    [
      "Without the entry before the bytes leave the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("model-entry-first"),
    ],
    [
      "A hosted model of any vendor, or a local one",
      "never",
      "no key and no model was used; quality, cost and latency are unknown",
      null,
    ],
  ],
  Evidence: [
    [
      "Writer and verifier answer the 196 proof vectors as their authors do",
      "independent oracle",
      "published RFC 6962 vectors of inclusion and consistency",
      test("core/evidence/vectors.test.ts", "bot/verify/vectors.test.ts"),
      "reference data",
    ],
    [
      "The tree is that of RFC 6962, the canonical text that of RFC 8785",
      "independent oracle",
      "the reference tree of eight leaves, and the numbers of RFC 8785 appendix B",
      test("core/evidence/merkle.test.ts", "core/evidence/canonical.test.ts"),
    ],
    [
      "Writer and verifier share no code and agree on random input, true and bent",
      "product alone",
      "one of our programs against the other",
      test("properties/verifier.test.ts", "properties/merkle.test.ts"),
    ],
    ["Every flipped bit of a small package is found", "product alone", "all bits", faults("package-bits.test.ts")],
    [
      "Every flipped bit of the evidence is found even when the package is signed again",
      "product alone",
      "all bits, with the log's own key",
      faults("evidence-bits.test.ts"),
    ],
    [
      "1,000 random flipped bits of a large package, cuts, swaps and additions are found",
      "product alone",
      "a package of over a megabyte",
      test("bot/evidence/container-tampering.test.ts"),
    ],
    [
      "An insider who may sign cannot change a package unseen; another key's package is never reported as ours",
      "product alone",
      "a forger that the test writes",
      test("bot/evidence/tampering.test.ts", "bot/evidence/export.test.ts"),
    ],
    [
      "`node verify.mjs FILE` runs alone, with nothing but Node, and ends with what it found",
      "real client",
      "Node in a process of its own; the container also opens in the `yauzl` zip reader",
      test("bot/verify/program.test.ts", "bot/evidence/container.test.ts"),
    ],
    [
      "A determination is recomputed from its package, byte for byte",
      "product alone",
      "the command line on an exported package",
      test("bot/cli/cases.test.ts"),
    ],
    [
      "A checkpoint anchored at a witness or with somebody outside",
      "never",
      "the form is C2SP signed notes; nobody outside has cosigned one",
      null,
    ],
    ["An auditor who is not us has verified a package", "never", "the verifier carries its own description", null],
  ],
  "Data that stays": [
    [
      "The record of a case as a PDF prints Cyrillic, Greek and Chinese names with embedded faces, is the same bytes each time, and says first what is not released",
      "real client",
      "read back by pdf.js (unpdf)",
      test("adapters/pdf/render-paper.test.ts"),
    ],
    [
      "A backup made while cases are written holds one moment of every log and each file it names; a restore proves it again, and bytes changed in it are refused",
      "product alone",
      "real libSQL files; a hundred changed bytes",
      test("db/backup/backup.test.ts"),
    ],
    [
      "A desk restored from a backup taken in mid-flight posts nothing that the first one posted since",
      "our own fake",
      "Teams is our loopback connector, Slack `emulate`'s; messages are counted on the other side",
      test("flows/restore.test.ts"),
    ],
    [
      "After a new root key the old one opens nothing, in one commit",
      "product alone",
      "real libSQL files",
      test("db/backup/backup.test.ts"),
    ],
    ["A backup restored on another machine after a real loss", "never", "needs a second machine", null],
    [
      "Evidence, projection and work are written in one transaction or not at all; each guard that fails closes",
      "real client",
      "libSQL on a file, with each table made to fail in turn",
      test("db/fail-closed.test.ts", "db/contracts.test.ts"),
    ],
    [
      "Without the fail-closed append the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("fail-closed-append"),
    ],
    [
      "Append-only tables refuse every statement kind through every unique key; a missing guard stops the start",
      "real client",
      "libSQL on a file, raw SQL past the desk",
      test("db/guards.test.ts", "db/open.test.ts"),
    ],
    [
      "One tenant never sees another's rows, hashes, blobs or keys; each statement names its tenant and uses an index",
      "real client",
      "libSQL on a file, its own query plans",
      test("db/evidence.test.ts", "db/cases.test.ts", "db/plans.test.ts"),
    ],
    [
      "Without the tenant filter the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("tenant-filter"),
    ],
    [
      "The projection is the fold of the entries and nothing else",
      "real client",
      "libSQL on a file, random entries of two tenants",
      test("db/fold.test.ts"),
    ],
    [
      "Bodies, blobs and deliveries lie encrypted; another root key opens nothing",
      "real client",
      "libSQL and the file system",
      test("db/objects.test.ts", "db/evidence.test.ts"),
    ],
    ["A remote libSQL server", "never", "files on this machine alone", null],
    ["A network file system, a full disk, a disk that lies about fsync", "never", "local file systems alone", null],
    ["A hardware or cloud key store for the root key", "never", "a variable or a file", null],
  ],
  "What happens when it breaks": [
    [
      "`kill -9` at eleven named points while 500 requests flow in, each point at least five times: one case a request, one decision, one card where the platform allows",
      "our own fake",
      "real processes and a real database file; Slack, Teams and the web desk's clients are ours",
      faults("kill.test.ts"),
    ],
    [
      "With the effect ledger switched off the same run posts cards twice",
      "our own fake",
      "the same, a patched copy of the sources",
      faults("kill.test.ts"),
    ],
    [
      "A process killed while it commits loses nothing acknowledged and leaves nothing half",
      "real client",
      "libSQL on a file, twelve kills",
      faults("ledger-kills.test.ts"),
    ],
    [
      "300 requests, each delivered one to four times in any order, make 300 cases",
      "our own fake",
      "the platforms are ours",
      faults("storm.test.ts"),
    ],
    [
      "Two processes on one file lose nothing and number nothing twice",
      "real client",
      "libSQL on a file",
      test("db/two-processes.test.ts"),
    ],
    [
      "The dispatcher in process and the one over Redis keep the same promises",
      "real client",
      "a Redis of our own on this machine, through BullMQ",
      test("db/contracts.test.ts", "adapters/queue/in-process.test.ts", "adapters/queue/bullmq-contract.test.ts"),
      "redis-server",
    ],
    [
      "Redis killed, emptied, hung, full or refusing: rows stay, and are worked when it answers again",
      "real client",
      "a Redis of our own, killed and stopped by signals",
      test("adapters/queue/bullmq.test.ts", "flows/redis-away.test.ts"),
      "redis-server",
    ],
    [
      "Three processes on one Redis, killed and emptied in mid-work: each item ends, once where no process died",
      "real client",
      "Redis and libSQL on a file; items that only wait",
      faults("redis-kills.test.ts"),
      "redis-server",
    ],
    [
      "Without naming rows again the tests go red",
      "product alone",
      "a patched copy of the sources",
      teeth("queue-named-again"),
    ],
    ["A power loss", "never", "`kill -9` leaves the kernel's buffers alone", null],
    ["Desks on several machines", "never", "processes on one machine alone", null],
    ["A managed Redis, a cluster, a fail-over", "never", "one server on this machine", null],
    ["Weeks of running, hundreds of people", "never", "the longest run is the kill test", null],
  ],
  "Bad files and bad words": [
    [
      "Wrong type, empty, cut, protected, 200 MB, a zip bomb, a header that lies: named before or while reading, never trusted",
      "our own fake",
      "PDF by `pdfkit`, Office files and bombs that the tests make",
      test("adapters/files/documents.test.ts", "flows/bad-input-files.test.ts"),
    ],
    [
      "The reader child has no way out: network, files, processes, environment",
      "real client",
      "Node's own permission model, over forty ways tried and a listener that counts",
      test("adapters/files/reader-child.test.ts"),
    ],
    [
      "Instructions in a text are words; marketing words and impossible units decide nothing",
      "product alone",
      "texts that the tests make",
      test("core/item/read-item.test.ts", "flows/bad-input-slack.test.ts"),
    ],
    [
      "The log holds the reason of every refusal and no word of what was said",
      "emulator",
      "the composed desk over `emulate`'s Slack, a canary text",
      test("flows/bad-input-slack.test.ts"),
    ],
    [
      "Data sheets of real makers, files from Word, Excel and scanners",
      "never",
      "every file in the tests was made for them",
      null,
    ],
    ["A penetration test by somebody else", "never", "nobody was asked", null],
  ],
  "Running it": [
    [
      "Batches answer line by line in order, and the exit code says what happened",
      "real client",
      "a shell's pipes on the real command",
      test("bot/cli/process.test.ts", "bot/cli/calculations.test.ts"),
    ],
    [
      "Each mistake of the configuration is named with its file and line",
      "product alone",
      "files with mistakes",
      test("bot/cli/cases.test.ts"),
    ],
    [
      "The root key is made once, for a local desk alone, and never replaced",
      "real client",
      "the file system, two starts at once",
      test("adapters/system/root-key.test.ts"),
    ],
    [
      "One bad file for each lint rule is reported",
      "real client",
      "oxlint with the project's own settings",
      test("lint/lint.test.ts"),
    ],
    [
      "Start, first page, memory, acknowledgements, cases and proofs in figures",
      "our own fake",
      "the desk over fakes on loopback; figures are of the machine they run on",
      "npm run bench",
    ],
    [
      "A key, a network or an account is not needed to start",
      "product alone",
      "the launcher over an empty folder without any of the variables; the network is not taken away",
      "npm run bench -- start",
    ],
    [
      "The launcher on Node 20 with the bundled Node 24",
      "never",
      "no command of this repository starts another Node",
      null,
    ],
    ["macOS, Windows, ARM, musl", "never", "Linux on x64 with glibc alone", null],
    ["A reverse proxy and a public HTTPS address before the desk", "never", "loopback alone", null],
  ],
};

/** Every claim that the README, SECURITY.md and the tests make, and what nobody has driven. `test/PROOF.md` is made of it. */
export const CLAIMS: readonly Claim[] = Object.entries(TABLE).flatMap(([area, rows]) =>
  rows.map(([claim, kind, against, shown, needs]) => ({
    area,
    claim,
    shown,
    kind,
    against,
    ...(needs === undefined ? {} : { needs }),
  })),
);
