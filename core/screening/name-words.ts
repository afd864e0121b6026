const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Legal forms as they stand in romanised names, one phrase each; they never tell two parties apart. */
export const LEGAL_FORMS: readonly string[] = [
  ...words(
    "ltd limited llc llp lp inc incorporated corp corporation co company companies plc gmbh mbh ag kg ohg ug se",
  ),
  ...words(
    "sa sas sarl sarlu sal saoc saog srl spa snc bv nv vof cv ab as asa aps oy oyj sl slu sro doo ad dd kft zrt nyrt",
  ),
  ...words("ooo oao zao pao ao nao jsc ojsc cjsc pjsc pao too tov pat prat fgup fsue gup fze fzco fzc fzllc dmcc llp"),
  ...words("pte pty pvt bhd sdn tbk pt kk gk yk ltda eireli eurl ead eood ood sicav wll qsc psc jlt ent pjs"),
  "co ltd",
  "company limited",
  "limited company",
  "private limited",
  "public limited company",
  "limited liability company",
  "limited liability partnership",
  "limited liability partner",
  "joint stock company",
  "joint stock",
  "open joint stock company",
  "closed joint stock company",
  "public joint stock company",
  "private joint stock company",
  "non public joint stock company",
  "federal state unitary enterprise",
  "anonim sirketi",
  "limited sirketi",
  "ltd sti",
  "limited sti",
  "sirketi",
  "sociedad anonima",
  "sociedad de responsabilidad limitada",
  "sa de cv",
  "s de rl de cv",
  "societe anonyme",
  "aktiengesellschaft",
  "gesellschaft mit beschraenkter haftung",
  "free zone establishment",
  "zhu shi hui she",
  "kabushiki kaisha",
  "you xian gong si",
  "gu fen you xian gong si",
  "gong si",
  "kompaniya",
];

/** Words of legal forms that stay behind when the phrase is out of order; also what a mistyped one is taken for. */
export const FORM_WORDS: readonly string[] = words(
  "limited liability company corporation incorporated partnership obshchestvo ogranichennoi otvetstvennostyu aktsionernoe",
);
export const FORM_PAIR: readonly [string, string] = ["joint", "stock"];

/** Russian forms are spelt in many ways: matched by their beginnings. */
export const FORM_PATTERNS: readonly RegExp[] = [
  /\bobs?h?c?h?estv\w* s ogranichenn\w* otvetstvenn\w*/g,
  /\btovari?s?h?c?h?estv\w* s ogranichenn\w* otvetstvenn\w*/g,
  /\b(?:(?:ne)?publichn\w* |otkryt\w* |zakryt\w* )?a[kc]tsi?onern\w* obs?h?c?h?estv\w*/g,
  /\bfederaln\w* gosudarstvenn\w* (?:unitarn\w*|byudzhetn\w*|avtonomn\w*|kazenn\w*)(?: (?:predpriyati\w*|uchrezhdeni\w*))?/g,
];

/** Words of trade that say what kind of house it is, not which one. They weigh a third of a name of its own. */
export const GENERIC: ReadonlySet<string> = new Set([
  ...words("technology trading group research institute international shipping plant engineering scientific center"),
  ...words("electronic state bank production development management enterprise service industry general aviation open"),
  ...words("public design bureau association system investment holding science federal organization academy marine"),
  ...words("equipment energy private oil commercial national global logistics institution information construction"),
  ...words(
    "aerospace export import machine petrochemical building security exchange radio semiconductor technical air",
  ),
  ...words(
    "manufacturing capital shipbuilding solution defense foundation complex concern machinery maritime aircraft",
  ),
  ...words(
    "repair special airline ministry military mechanical material foreign branch gas petroleum agency instrument",
  ),
  ...words(
    "communication business digital power chemical real transportation space office control line advanced finance",
  ),
  ...words("consulting precision transport product cargo department trust estate financial fund society offshore"),
  ...words(
    "innovation force computer property supply nuclear insurance movement freight electric port network software",
  ),
  ...words("university college laboratory hospital school store shop retail distribution distributor supplier partner"),
  ...words("associate agent broker market marketing media design studio consultant medical pharmaceutical health food"),
  ...words("agriculture water steel metal mining textile automotive motor vehicle tool optics optical laser micro"),
  ...words("microelectronic automation robotics intelligent smart data internet telecom telecommunication united"),
  ...words("factory works enterprises ticaret sanayi dis ic ve tic lojistik subordinate entity"),
]);

/** Places in company names: shared by thousands, but not nothing. */
export const PLACES: ReadonlySet<string> = new Set([
  ...words("china beijing shanghai shenzhen guangzhou hong kong hk nanjing wuhan chengdu xian hangzhou tianjin suzhou"),
  ...words(
    "dalian qingdao ningbo xiamen chongqing hefei harbin jiangsu zhejiang guangdong sichuan shaanxi iran tehran",
  ),
  ...words("iranian russia russian moscow petersburg sankt korea korean asia europe european america american africa"),
  ...words(
    "east west north south eastern western northern southern central middle gulf dubai emirates uae turkey turk",
  ),
  ...words("istanbul germany german france french india indian pakistan pakistani singapore malaysia taiwan japan"),
  ...words(
    "japanese syria syrian iraq lebanon belarus minsk ukraine kyiv kiev cuba cubana panama mexico venezuela new",
  ),
  ...words("pacific atlantic world city island republic people peoples arab islamic"),
]);

/** Words that short forms pass over. */
export const JOINING: ReadonlySet<string> = new Set(words("the of and for in on at by a an de la und et y"));

/** Joining words and forms of address: they hardly weigh. */
export const PARTICLES: ReadonlySet<string> = new Set([
  ...words(
    "the of and for in on at by a an de del della di da do dos das la le les los las el al ul ur bin ibn ben bint",
  ),
  ...words(
    "abu van von der den ter ten zu zur und et y e i s o v na im imeni named after mr mrs ms miss dr prof haji hajji",
  ),
  ...words(
    "joint stock limited liability company corporation incorporated obshchestvo ogranichennoi otvetstvennostyu aktsionernoe",
  ),
  ...words(
    "hajj sheikh shaykh mullah maulvi qari sayyid syed seyed sayed engineer eng general gen col maj capt jr sr no nr",
  ),
]);

/** Abbreviations and forms of one word, as they are folded before names are compared. */
export const SAME_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    technology:
      "tech techn technol technologies technological tekhnologii tekhnologiya technologie technologia teknoloji",
    international: "intl internationale internacional uluslararasi mezhdunarodny",
    electronic: "elec electronics elektronik elektronika elektron",
    engineering: "engg engr muhendislik engineers",
    institute: "inst institut instituto instituts institutes",
    university: "univ universitet universite universidad universitat",
    science: "sci sciences nauka",
    scientific: "nauchno nauchny nauchnoe nauchnaya",
    industry: "ind inds industries industrial industrie industria endustri",
    trading: "trade trad trdg torgovy traders trader",
    group: "grp gruppa grupp groupe grupo gruppe",
    development: "dev devt",
    center: "centre ctr tsentr centro zentrum",
    service: "services svc svcs servis servicios",
    system: "systems sys sistemy sistema systeme",
    solution: "solutions",
    holding: "holdings",
    plant: "zavod factory works",
    production: "proizvodstvennoe proizvodstvennaya proizvodstvo productions",
    association: "assoc assn obedinenie obyedinenie",
    enterprise: "enterprises predpriyatie",
    bureau: "byuro buro",
    design: "konstruktorskoe konstruktorskii",
    research: "issledovatelski issledovatelskii issledovatelsky",
    manufacturing: "mfg mfr manufacture manufacturers manufacturer",
    investment: "investments invest",
    product: "products",
    material: "materials",
    communication: "communications comm",
    telecom: "telecommunication telecommunications telekom",
    airline: "airlines",
    line: "lines",
    property: "properties",
    machine: "machines",
    microelectronic: "microelectronics mikroelektronika",
    network: "networks",
    partner: "partners",
    store: "stores",
    motor: "motors",
    import: "imports importers",
    export: "exports exporters",
    department: "dept",
    ministry: "min",
    national: "natl nacional",
    company: "companies",
    mohammed: "mohd muhd mhd md",
    saint: "st sankt",
  }).flatMap(([word, forms]) => words(forms).map((form) => [form, word] as const)),
);
