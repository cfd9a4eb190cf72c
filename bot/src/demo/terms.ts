/* Terms of the demo's glossary: what a translator of a municipality meets every day. */

type Gender = "common" | "neuter";
type Concept = {
  field: string;
  sv: string;
  gender: Gender;
  fi: string;
  en: string;
  definition?: string;
  /** Not recommended, or used in Sweden alone. */
  others?: [
    language: "sv" | "fi",
    term: string,
    status: "admitted" | "deprecated" | "superseded",
    usage?: "SE",
  ][];
};

const concepts: Concept[] = [
  {
    field: "beslutsfattande",
    sv: "fullmäktige",
    gender: "neuter",
    fi: "valtuusto",
    en: "council",
    definition: "organ som väljs av kommunens invånare och har den högsta beslutanderätten i kommunen",
  },
  {
    field: "beslutsfattande",
    sv: "kommunstyrelse",
    gender: "common",
    fi: "kunnanhallitus",
    en: "municipal executive",
    definition: "organ som svarar för kommunens förvaltning och ekonomi",
  },
  { field: "beslutsfattande", sv: "nämnd", gender: "common", fi: "lautakunta", en: "committee" },
  {
    field: "beslutsfattande",
    sv: "föredragningslista",
    gender: "common",
    fi: "esityslista",
    en: "agenda",
    others: [["sv", "dagordning", "admitted", "SE"]],
  },
  { field: "beslutsfattande", sv: "protokoll", gender: "neuter", fi: "pöytäkirja", en: "minutes" },
  {
    field: "beslutsfattande",
    sv: "jäv",
    gender: "neuter",
    fi: "esteellisyys",
    en: "disqualification",
    others: [["fi", "jääviys", "deprecated"]],
  },
  {
    field: "beslutsfattande",
    sv: "omprövningsbegäran",
    gender: "common",
    fi: "oikaisuvaatimus",
    en: "request for an administrative review",
    others: [["sv", "rättelseyrkande", "superseded"]],
  },
  {
    field: "fortroendevalda",
    sv: "förtroendevald",
    gender: "common",
    fi: "luottamushenkilö",
    en: "elected official",
  },
  {
    field: "fortroendevalda",
    sv: "tjänsteinnehavare",
    gender: "common",
    fi: "viranhaltija",
    en: "public officer",
  },
  {
    field: "fortroendevalda",
    sv: "kommundirektör",
    gender: "common",
    fi: "kunnanjohtaja",
    en: "municipal manager",
  },
  {
    field: "organisation",
    sv: "förvaltningsstadga",
    gender: "common",
    fi: "hallintosääntö",
    en: "administrative regulations",
  },
  {
    field: "organisation",
    sv: "samkommun",
    gender: "common",
    fi: "kuntayhtymä",
    en: "joint municipal authority",
    others: [["sv", "kommunalförbund", "admitted", "SE"]],
  },
  {
    field: "ekonomi",
    sv: "budget",
    gender: "common",
    fi: "talousarvio",
    en: "budget",
    others: [["fi", "budjetti", "deprecated"]],
  },
  {
    field: "ekonomi",
    sv: "bokslut",
    gender: "neuter",
    fi: "tilinpäätös",
    en: "financial statements",
  },
  { field: "ekonomi", sv: "kommunalskatt", gender: "common", fi: "kunnallisvero", en: "municipal tax" },
  {
    field: "statsandelar",
    sv: "statsandel",
    gender: "common",
    fi: "valtionosuus",
    en: "central government transfer",
    others: [["sv", "statsbidrag", "admitted", "SE"]],
  },
  {
    field: "kommunindelning",
    sv: "kommunsammanslagning",
    gender: "common",
    fi: "kuntaliitos",
    en: "municipal merger",
  },
  {
    field: "uppgifter",
    sv: "välfärdsområde",
    gender: "neuter",
    fi: "hyvinvointialue",
    en: "wellbeing services county",
  },
  {
    field: "uppgifter",
    sv: "småbarnspedagogik",
    gender: "common",
    fi: "varhaiskasvatus",
    en: "early childhood education and care",
    others: [["sv", "barndagvård", "superseded"]],
  },
  {
    field: "uppgifter",
    sv: "bildningsväsende",
    gender: "neuter",
    fi: "sivistystoimi",
    en: "education and culture",
  },
];

/** The same as a file that the glossary takes in, one row a term. */
export function termTable(): string {
  const header = ["concept", "field", "language", "term", "status", "gender", "usage", "definition"];
  const rows = concepts.flatMap(({ field, sv, gender, fi, en, definition = "", others = [] }) => [
    [sv, field, "sv", sv, "preferred", gender, "", definition],
    [sv, field, "fi", fi, "preferred", "", "", ""],
    [sv, field, "en", en, "preferred", "", "", ""],
    ...others.map(([language, term, status, usage = ""]) => [
      sv,
      field,
      language,
      term,
      status,
      "",
      usage,
      "",
    ]),
  ]);
  return [header, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");
}
