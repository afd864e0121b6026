/** What a column of a bill of material can be. */
export const BOM_ROLES = [
  "level",
  "parent",
  "makerPart",
  "part",
  "maker",
  "revision",
  "description",
  "quantity",
  "unit",
  "references",
  "code",
  "unitValue",
  "lineValue",
  "currency",
  "origin",
  "shipped",
  "rating",
  "footprint",
  "find",
] as const;
export type BomRole = (typeof BOM_ROLES)[number];

const names = (text: string): readonly string[] => text.trim().split(/\s*,\s*/u);

// English, German, French; without accents. The better name first: of two columns that could be the same thing, the one
// named more exactly is taken.
export const NAMES: Readonly<Record<BomRole, readonly string[]>> = {
  level: names(`
    bom level, level, lvl, indenture level, indenture, structure level, indent, strukturstufe, baustufe,
    ebene, stufe, niveau, rang`),
  parent: names(`
    parent part number, parent part no, parent part, parent item, parent number, parent no, parent,
    parent assembly, next higher assembly, next assembly, nha, used on, ubergeordnete baugruppe,
    ubergeordnetes teil, kopfmaterial, baugruppe, article parent, ensemble parent, compose`),
  makerPart: names(`
    manufacturer part number, manufacturer part no, manufacturer p/n, mfr part number, mfr part no,
    mfr p/n, mfg part number, mfg part no, mfg p/n, mpn, maker part number, vendor part number,
    supplier part number, hersteller-teilenummer, herstellerteilenummer, hersteller-artikelnummer,
    herstellerartikelnummer, herstellernummer, bestellnummer, reference fabricant, ref fabricant,
    reference constructeur`),
  part: names(`
    part number, part no, p/n, pn, child part number, internal part number, company part number,
    component number, component part number, item code, material number, article number, article no,
    stock code, sku, ipn, teilenummer, teile-nr, sachnummer, materialnummer, material-nr, artikelnummer,
    artikel-nr, komponente, numero de piece, reference article, reference piece, code article,
    item number, material, component, article, artikel, part, child`),
  maker: names(`
    manufacturer, manufacturer name, mfr, mfg, maker, brand, hersteller, fabricant, constructeur, marque,
    supplier, vendor, lieferant, fournisseur`),
  revision: names("revision, rev, part revision, revisionsstand, revision level, version, indice"),
  description: names(`
    description, part description, item description, component description, desc, designation,
    bezeichnung, teilebezeichnung, benennung, beschreibung, materialkurztext, kurztext, libelle,
    part name, component name, item name, name`),
  quantity: names(`
    quantity, qty, qty per assembly, quantity per assembly, qty per, quantity per, qpa, menge, anzahl,
    stuckzahl, quantite, qte, nombre, count`),
  unit: names("unit of measure, uom, u/m, um, mengeneinheit, einheit, unite de mesure, unite, unit, units, me"),
  references: names(`
    reference designators, reference designator, ref des, refdes, designators, designator,
    ref designator, bauteilreferenz, referenzbezeichner, bestuckungsplatz, reperes, repere topologique`),
  code: names(`
    eccn, us eccn, eccn number, eccn/usml, eccn or usml, supplier eccn, manufacturer eccn,
    export control classification number, export classification, code eccn, classement eccn,
    usml category, usml`),
  unitValue: names(`
    unit price, unit cost, unit value, price per unit, price each, cost each, standard cost, einzelpreis,
    stuckpreis, prix unitaire, cout unitaire, price, cost, preis, prix, cout`),
  lineValue: names(`
    extended price, extended cost, ext price, ext cost, line total, total price, total cost, total value,
    gesamtpreis, prix total, montant, betrag, total, amount`),
  currency: names("currency, curr, wahrung, devise, monnaie"),
  origin: names("country of origin, coo, origin, made in, ursprungsland, ursprung, pays d'origine, origine"),
  shipped: names(`
    spare/kit, spare or kit, ships as, shipped as, shipped separately, spare part, spare, spares, kit,
    ersatzteil, lose beigelegt, piece de rechange, rechange`),
  rating: names("value, component value, part value, comment, wert, valeur"),
  footprint: names("footprint, package, case/package, bauform, boitier"),
  find: names(`
    find number, find no, find, item, item no, line number, line no, line, position, pos, pos-nr,
    positionsnummer, lfd nr, seq, sequence, ligne, repere, no, nr`),
};
/** `Reference` is where a part sits on a board, or in French lists the part itself. */
export const REFERENCE: ReadonlySet<string> = new Set(["reference", "references", "ref", "reference s"]);
