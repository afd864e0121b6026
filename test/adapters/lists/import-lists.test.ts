import { mkdtemp, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importLists } from "../../../adapters/lists/import-lists.ts";
import type { ImportOptions } from "../../../adapters/lists/import-lists.ts";
import { readListEffects } from "../../../rules/list-effects/read-list-effects.ts";

const rules = readListEffects();
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lists-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
async function importOne(name: string, text: string, options: Partial<ImportOptions> = {}) {
  return importLists(join(await folderOf({ [name]: text }), name), { rules, ...options });
}
const codeOf = async (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => "no fault",
    (error: { code?: unknown }) => error.code,
  );

const CSL_HEAD =
  "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids";
const CSL_DPL = `"1","Denied Persons List (DPL) - Bureau of Industry and Security","","","","EXAMPLETON TRADING","","1 Example Rd, Fictionville, TX, 79905, US","87 F.R. 1 1/1/2022","2022-01-01","2026-01-14","N","","","","","","","","","","","EXT; EXAMPLETON TRDG","","","","","",""`;
const CSL_SDN = `"2","Specially Designated Nationals (SDN) - Treasury Department","99001","Vessel","IRAN","EXAMPLE STAR","","","","","","","","","9EX4","","","","Panama","","","","","","","","","","Vessel Registration Identification, IMO 9109550; Gender, Male"`;

describe("importing lists, recognised by content", () => {
  it("reads the Consolidated Screening List as CSV, one edition for each list in it", async () => {
    const { editions } = await importOne("consolidated_2026-11-20.csv", [CSL_HEAD, CSL_DPL, CSL_SDN].join("\n"));
    expect(editions.map(({ list, date, format, status }) => `${list} ${date} ${format} ${status}`)).toEqual([
      "dpl 2026-11-20 csl-csv short",
      "sdn 2026-11-20 csl-csv short",
    ]);
    expect(editions[0]?.entries[0]).toMatchObject({
      name: "EXAMPLETON TRADING",
      aliases: [{ name: "EXT" }, { name: "EXAMPLETON TRDG" }],
      countries: ["US"],
      from: "2022-01-01",
      to: "2026-01-14",
      nonStandard: true,
    });
    expect(editions[1]?.entries[0]).toMatchObject({
      id: "99001",
      type: "vessel",
      ids: [
        { kind: "imoNumber", value: "IMO 9109550" },
        { kind: "callSign", value: "9EX4" },
      ],
    });
  });
  it("refuses a CSL file that was cut off in a row", async () => {
    expect(await codeOf(importOne("consolidated.csv", [CSL_HEAD, CSL_DPL.slice(0, 150)].join("\n")))).toBe(
      "truncated-file",
    );
    expect(await codeOf(importOne("consolidated.csv", [CSL_HEAD, CSL_DPL, CSL_SDN.slice(0, 100)].join("\n")))).toBe(
      "truncated-file",
    );
  });
  it("reads the CSL as JSON and as JSON lines", async () => {
    const row = {
      name: "Exampleton and any successor, sub-unit, or subsidiary thereof",
      source: "Entity List (EL) - Bureau of Industry and Security",
      countries: ["CN", "HK"],
      license_requirement: "For all items subject to the EAR (See §§ 734.9(e)(2) and 744.11 of the EAR)4",
    };
    const lines = await importOne("csl.jsonl", `${JSON.stringify(row)}\n`, { date: "2026-11-22" });
    const whole = await importOne(
      "csl.json",
      JSON.stringify({
        total: 1,
        sources_used: [],
        results: [{ ...row, addresses: [{ address: "1 Example Rd", city: "Fictionville", country: "CN" }] }],
      }),
    );
    expect(lines.editions).toMatchObject([
      { list: "entity-list", date: "2026-11-22", entries: [{ name: "Exampleton", countries: ["CN", "HK"] }] },
    ]);
    expect(whole.editions).toMatchObject([
      {
        list: "entity-list",
        date: null,
        entries: [{ name: "Exampleton", addresses: ["1 Example Rd, Fictionville, CN"] }],
      },
    ]);
    expect(await codeOf(importOne("csl.jsonl", `${JSON.stringify(row)}\n{"name": "Exam`))).toBe("truncated-file");
  });
  it("joins OFAC's aliases and addresses to the entries by number, and reads the remarks", async () => {
    const folder = await folderOf({
      "sdn.csv":
        '36,"EXAMPLETON AIR",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'EXA\'."\n37,"DOE, Jane Example","individual","SDGT] [IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 23 Mar 1957; alt. DOB 1958; nationality Ireland; Passport C181651D (United Kingdom)."\n\u001a',
      "alt.csv": '36,12,"aka","EXAMPLE-AIR",-0- \n',
      "add.csv": '36,25,-0- ,"Havana","Cuba",-0- \n',
    });
    const { editions } = await importLists(folder, { rules, date: "2026-11-21" });
    expect(editions).toHaveLength(1);
    expect(editions[0]).toMatchObject({ list: "sdn", date: "2026-11-21", format: "ofac-csv" });
    expect(editions[0]?.entries[0]).toMatchObject({
      id: "36",
      aliases: [
        { name: "EXA", strength: "weak" },
        { name: "EXAMPLE-AIR", strength: "strong" },
      ],
      addresses: ["Havana, Cuba"],
      countries: ["CU"],
    });
    expect(editions[0]?.entries[1]).toMatchObject({
      type: "person",
      birthDates: ["1957-03-23", "1958"],
      countries: ["IE"],
      programs: ["SDGT", "IRAN"],
      ids: [{ kind: "passportNumber", value: "C181651D" }],
    });
  });
  it("tells OFAC's consolidated lists apart by programme", async () => {
    const row = (id: number, program: string) =>
      `${id},"EXAMPLETON ${id}",-0- ,"${program}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- `;
    const { editions } = await importOne(
      "cons_prim.csv",
      [
        row(1, "NS-PLC"),
        row(2, "CMIC-EO13959"),
        row(3, "UKRAINE-EO13662] [RUSSIA-EO14024"),
        row(4, "561-Related"),
      ].join("\n"),
    );
    expect(editions.map((edition) => edition.list).sort()).toEqual(["capta", "ns-cmic", "plc", "ssi"]);
  });
  it("reads BIS's own Denied Persons file", async () => {
    const head =
      '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"';
    const row =
      '"EXAMPLETON"\t"1 EXAMPLE RD"\t"FICTIONVILLE"\t"TX"\t""\t"79905"\t"08/24/2022"\t"01/14/2026"\t"Y"\t"2022-08-29"\t"ADDED"\t"87 F.R. 52741"';
    const { editions } = await importOne("dpl_11202026.txt", `${head}\n${row}\n`);
    expect(editions).toMatchObject([
      {
        list: "dpl",
        date: "2026-11-20",
        entries: [
          { countries: ["US"], from: "2022-08-24", to: "2026-01-14", nonStandard: false, cite: "87 F.R. 52741" },
        ],
      },
    ]);
    expect(await codeOf(importOne("dpl.txt", `${head}\n"EXAMPLETON"\t"1 EXAMPLE RD"\t"FICTI`))).toBe("truncated-file");
  });
  it("reads rows of the Entity List: aliases, addresses, footnotes, sub-units, address-only rows", async () => {
    const row = (entity_text: string, more = {}) =>
      JSON.stringify({
        row: 1,
        country: "CHINA, PEOPLE'S REPUBLIC OF",
        entity_text,
        license_requirement: "For all items subject to the EAR",
        license_review_policy: "Presumption of denial",
        federal_register_citation: "88 FR 1",
        ...more,
      });
    const { editions } = await importOne(
      "entity_list_2026-11-20.jsonl",
      [
        row(
          "Exampleton Development Co., a.k.a., the following two aliases:\n—Exampleton; and\n—China Exampleton Co. Ltd.\n5F, Building 5, Fiction Road, Beijing 100081 China; and 1 Other Road, Shanghai, China.",
          { footnotes: ["3"] },
        ),
        row("Plain Example Ltd., 501, 5th Floor, Fiction Market, Beijing, China."),
        row("Address 01,\nUnit 0, 16/F Fictional Plaza, Hong Kong.", { address_entry: true }),
        row(
          "Subordinate institution\n201 Example Institute, a.k.a., the following one alias:\n—Example 201.\nSubordinate institution\n202 Example Institute",
        ),
        row("[Reserved]"),
      ].join("\n"),
    );
    const entries = editions[0]?.entries ?? [];
    expect(entries.map((entry) => entry.name)).toEqual([
      "Exampleton Development Co",
      "Plain Example Ltd",
      "Address 01",
      "201 Example Institute",
      "202 Example Institute",
    ]);
    expect(entries[0]).toMatchObject({
      aliases: [{ name: "Exampleton" }, { name: "China Exampleton Co. Ltd" }],
      addresses: ["5F, Building 5, Fiction Road, Beijing 100081 China", "1 Other Road, Shanghai, China"],
      footnotes: ["3"],
      countries: ["CN"],
    });
    expect(entries[2]).toMatchObject({ type: "address", addresses: ["Unit 0, 16/F Fictional Plaza, Hong Kong"] });
  });
  it("tells the Military End-User list from the Unverified List", async () => {
    const row = (listed_text: string) =>
      JSON.stringify({ row: 1, country: "GERMANY", listed_text, federal_register_citation: "89 FR 1" });
    const uvl = await importOne("a.jsonl", row("Exampleton GmbH, a.k.a. EXA, Fiktive Str. 1, Hannover, Germany"));
    const meu = await importOne(
      "b.jsonl",
      [row("The following two subordinate institutions of Example Corp:"), row("Exampleton Works")].join("\n"),
    );
    expect(uvl.editions).toMatchObject([
      { list: "uvl", entries: [{ name: "Exampleton GmbH", aliases: [{ name: "EXA" }] }] },
    ]);
    expect(meu.editions).toMatchObject([{ list: "meu", entries: [{ name: "Exampleton Works" }] }]);
  });
  it("honours the status and the dates of a JSON list, and its own count", async () => {
    const entity = (name: string, notes: string) => ({
      name,
      aliases: [],
      country: "Russia",
      address: null,
      status: null,
      effective_date: "2021-03-18",
      federal_register: "86 FR 1",
      notes,
    });
    const file = {
      list_id: "state-nonproliferation",
      source_file: "master.pdf",
      extracted: "2026-11-19",
      count: 2,
      entities: [entity("Exampleton", "status: Active"), entity("Gone Example", "imposed 1/1/2019; status: Expired")],
    };
    const { editions } = await importOne("isn.json", JSON.stringify(file));
    expect(editions).toMatchObject([
      { list: "isn", date: "2026-11-19", entries: [{ ended: false, countries: ["RU"] }, { ended: true }] },
    ]);
    expect(await codeOf(importOne("isn.json", JSON.stringify({ ...file, count: 3 })))).toBe("truncated-file");
    expect(await codeOf(importOne("isn.json", JSON.stringify(file).slice(0, -40)))).toBe("truncated-file");
  });
  it("reads the Security Council's XML and expands no declared entity", async () => {
    const xml = `<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-11-20T23:00:03Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>EXAMPLETON &amp; CO</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>EXi.001</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>Пример</NAME_ORIGINAL_SCRIPT><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Fox</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1974</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>EXAMPLE WORKS</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>`;
    const { editions } = await importOne("un.xml", xml);
    expect(editions[0]).toMatchObject({ list: "un", date: "2026-11-20" });
    expect(editions[0]?.entries[0]).toMatchObject({
      id: "1",
      name: "JANE EXAMPLETON & CO",
      type: "person",
      birthDates: ["1973", "1974"],
      aliases: [
        { name: "The Fox", strength: "weak" },
        { name: "Пример", strength: "strong" },
      ],
      cite: "UN EXi.001",
    });
    expect(
      await codeOf(
        importOne("un.xml", xml.replace("<CONSOLIDATED_LIST", '<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST')),
      ),
    ).toBe("unreadable-file");
    expect(await codeOf(importOne("un.xml", xml.slice(0, -30)))).toBe("truncated-file");
  });
  it("reads a company's own list with the effect of its column", async () => {
    const { editions } = await importOne(
      "our-list.csv",
      "Name;Country;Effect;Note\nExampleton GmbH;Germany;licence;ask legal\nOther Example;;;\n",
    );
    expect(editions).toMatchObject([
      {
        list: "own",
        status: "whole",
        entries: [{ effect: "licence", countries: ["DE"], requirement: "ask legal" }, { effect: "block" }],
      },
    ]);
    expect(await codeOf(importOne("our-list.csv", "Name;Effect\nExampleton;perhaps\n"))).toBe("unreadable-file");
  });
  it.each([
    ["an empty file", "x.csv", "", "empty-file"],
    ["a file of blanks", "x.csv", "  \n ", "empty-file"],
    ["prose", "x.txt", "This is a letter.", "not-a-list-file"],
    ["a binary file", "x.bin", "a\u0000b", "not-a-list-file"],
    ["a header without rows", "x.csv", "name,country\n", "empty-file"],
    ["OFAC aliases without the list they belong to", "alt.csv", '36,12,"aka","EXAMPLE-AIR",-0- \n', "not-a-list-file"],
  ])("says of %s what is wrong", async (_, name, text, code) => {
    expect(await codeOf(importOne(name, text))).toBe(code);
  });
  it("says of a path that is not there that it is missing", async () => {
    expect(await codeOf(importLists(join(tmpdir(), "no-such-list-file"), { rules }))).toBe("missing-file");
  });
  it("takes a folder and names the files it could not use", async () => {
    const folder = await folderOf({
      "own.csv": "name\nExampleton\n",
      "deep/readme.md": "# nothing",
      "cut.csv": `${CSL_HEAD}\n"1","x`,
    });
    const { editions, skipped } = await importLists(folder, { rules });
    expect(editions.map((edition) => edition.list)).toEqual(["own"]);
    expect(skipped.map((fault) => `${fault.file} ${fault.code}`).sort()).toEqual([
      "cut.csv truncated-file",
      "readme.md not-a-list-file",
    ]);
  });
  it("marks an edition as short below 80 percent of the last one of the same form", async () => {
    const rows = (count: number) => `name\n${Array.from({ length: count }, (_, i) => `Exampleton ${i}`).join("\n")}\n`;
    const held = [{ list: "own", format: "own-csv", entries: 100 }];
    const statusOf = async (count: number, options = {}) =>
      (await importOne("own.csv", rows(count), { held, ...options })).editions[0]?.status;
    expect(await statusOf(79)).toBe("short");
    expect(await statusOf(80)).toBe("whole");
    expect(await statusOf(1, { held: [{ list: "own", format: "other", entries: 100 }] })).toBe("whole");
  });
  it("gives the same hash to the same list, and ids that stay", async () => {
    const text = "name,country\nExampleton,DE\nExampleton,DE\n";
    const [a, b] = [await importOne("own.csv", text), await importOne("own.csv", text)];
    expect(a.editions[0]?.hash).toBe(b.editions[0]?.hash);
    expect(new Set(a.editions[0]?.entries.map((entry) => entry.id)).size).toBe(2);
  });
});

const DATA = process.env["DESK_TEST_DATA"];
describe.skipIf(!DATA)("the real list files (not run: no reference data without DESK_TEST_DATA)", () => {
  it("are read with the counts that their publishers give", async () => {
    const { editions } = await importLists(`${DATA}/lists`, { rules });
    const count = (list: string, format: string, date: string) =>
      editions.find((one) => one.list === list && one.format === format && one.date === date)?.entries.length;
    expect(count("sdn", "csl-jsonl", "2026-07-31")).toBe(19_181);
    expect(count("entity-list", "csl-jsonl", "2026-07-31")).toBe(3420);
    expect(count("dpl", "csl-jsonl", "2026-07-31")).toBe(1596);
    expect(count("un", "un-xml", "2026-08-01")).toBe(1011);
    expect(count("un", "un-xml", "2026-02-27")).toBe(1003);
    expect(count("sdn", "ofac-csv", "2024-05-03")).toBe(14_965);
    expect(count("dpl", "nsfreg-json", "2026-04-14")).toBe(564);
    // 17 of its 835 rows carry neither a name nor an alias.
    expect(count("meti", "registry-json", "2025-09-01")).toBe(818);
    const entityList = editions.find((one) => one.format === "ecfr-entity-list");
    expect(entityList?.entries.filter((entry) => entry.type === "address")).toHaveLength(19);
    expect(entityList?.entries.filter((entry) => entry.footnotes.includes("5"))).toHaveLength(17);
  }, 60_000);
});
