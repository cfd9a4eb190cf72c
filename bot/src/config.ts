import { z } from "zod";

/**
 * Every setting the server reads, in the order of the README's table: nobody else reads the environment.
 * `cloud` settings are what infra/main.bicep puts out, name by name.
 */
const guid = z.guid({ error: "must be a GUID" });
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);

export const settings = {
  BOT_ID: { schema: guid, cloud: true, about: "Entra application id of the bot registration." },
  BOT_TENANT_ID: { schema: guid, cloud: true, about: "Tenant of the bot registration." },
  BOT_TYPE: {
    schema: z.enum(["UserAssignedMSI", "SingleTenant"]),
    cloud: true,
    about: "How the bot proves itself: by managed identity, or by a secret.",
  },
  BOT_SECRET: {
    schema: z.string().min(1).optional(),
    cloud: false,
    about: "Client secret of the bot, only where BOT_TYPE is SingleTenant.",
  },
  TEAMS_APP_ID: {
    schema: guid.optional(),
    cloud: false,
    about:
      "Id of the app in the organisation's catalogue, for links into Teams; where none is given the BOT_ID.",
  },
  TAB_CLIENT_ID: {
    schema: guid,
    cloud: true,
    about: "Entra application id of the tab, another than the bot's.",
  },
  TAB_CLIENT_SECRET: {
    schema: z.string().min(1).optional(),
    cloud: false,
    about:
      "Client secret of the tab, for Teams meetings in organisers' calendars; without it they paste a link.",
  },
  TENANT_IDS: {
    schema: list.pipe(z.array(guid).min(1)),
    cloud: true,
    about: "Tenants whose people and channels are let in, with commas between.",
  },
  PUBLIC_URL: {
    schema: z.url(),
    cloud: true,
    about: "Where the server is reached from outside, without a path.",
  },
  STORAGE_ACCOUNT: { schema: z.string().min(3), cloud: true, about: "Name of the Azure storage account." },
  KEY_VAULT_URL: {
    schema: z.url(),
    cloud: true,
    about: "Address of the key vault that holds the surveys' keys.",
  },
  ADMIN_IDS: {
    schema: list.default([]),
    cloud: false,
    about: "Entra object ids of administrators, besides app roles.",
  },
  ORGANISER_IDS: {
    schema: list.default([]),
    cloud: false,
    about: "Entra object ids of organisers, besides app roles.",
  },
  READER_IDS: {
    schema: list.default([]),
    cloud: false,
    about: "Entra object ids of readers, besides app roles.",
  },
  SERVICE_URLS: {
    schema: list.default(["https://smba.trafficmanager.net/"]),
    cloud: false,
    about: "Addresses of Teams' connector that the bot may write to, each up to its last slash.",
  },
  PORT: {
    schema: z.coerce.number().int().min(1).max(65535).default(3978),
    cloud: false,
    about: "Port of the server.",
  },
  LOCAL: {
    schema: z.enum(["1", "0"]).default("0"),
    cloud: false,
    about: "1 runs everything on this machine, for demo people, bound to 127.0.0.1; refused in production.",
  },
  PLAYGROUND_PORT: {
    schema: z.coerce.number().int().min(1).max(65535).default(56150),
    cloud: false,
    about: "Port of the local Teams client, in local mode.",
  },
  PLAYGROUND: {
    schema: z.enum(["start", "none"]).default("start"),
    cloud: false,
    about: "none leaves it to somebody else to be Teams at PLAYGROUND_PORT, as the tests do.",
  },
  DATA_FOLDER: {
    schema: z.string().default(".data"),
    cloud: false,
    about: "Folder of the embedded store and its keys.",
  },
} as const;

type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]["schema"]> };

/** On one machine, for demo people: the embedded store, a local issuer, the Playground in place of Teams. */
export type LocalConfig = Pick<Settings, "PORT" | "PLAYGROUND_PORT" | "PLAYGROUND" | "DATA_FOLDER"> & {
  local: true;
};
export type CloudConfig = Settings & { local: false };
export type Config = LocalConfig | CloudConfig;

/** What is wrong with the environment, one sentence a setting. */
export class BadConfig extends Error {
  constructor(faults: string[]) {
    super(faults.join("\n"));
    this.name = "BadConfig";
  }
}

/** Reads and checks the whole environment at once, so that one start names all that is missing. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const read = <Name extends keyof Settings>(name: Name): Settings[Name] => {
    const given = environment[name]?.trim() || undefined;
    const parsed = settings[name].schema.safeParse(given);
    if (parsed.success) return parsed.data as Settings[Name];
    faults.push(
      given === undefined
        ? `${name} is missing. ${settings[name].about}`
        : `${name} is wrong: ${parsed.error.issues[0]?.message}.`,
    );
    return undefined as unknown as Settings[Name];
  };

  if (read("LOCAL") === "1") {
    const sign = productionSign(environment);
    if (sign !== undefined) faults.push(`LOCAL is refused in production${sign}: it lets demo people in.`);
    const config: LocalConfig = {
      local: true,
      PORT: read("PORT"),
      PLAYGROUND_PORT: read("PLAYGROUND_PORT"),
      PLAYGROUND: read("PLAYGROUND"),
      DATA_FOLDER: read("DATA_FOLDER"),
    };
    if (faults.length > 0) throw new BadConfig(faults);
    return config;
  }

  const names = Object.keys(settings) as (keyof Settings)[];
  const all = Object.fromEntries(names.map((name) => [name, read(name)])) as Settings;
  if (all.BOT_TYPE === "SingleTenant" && !all.BOT_SECRET)
    faults.push(`BOT_SECRET is missing. ${settings.BOT_SECRET.about}`);
  if (faults.length > 0) throw new BadConfig(faults);
  return { ...all, local: false };
}

/** What hosting services set on each of their machines, by their own documents, and nobody has at their desk. */
const hostMarks = [
  "WEBSITE_SITE_NAME",
  "WEBSITE_INSTANCE_ID",
  "FUNCTIONS_WORKER_RUNTIME",
  "CONTAINER_APP_NAME",
  "IDENTITY_ENDPOINT",
  "KUBERNETES_SERVICE_HOST",
  "K_SERVICE",
  "ECS_CONTAINER_METADATA_URI_V4",
];

const deskEnvironments = ["", "development", "dev", "test", "local"];

/**
 * What looks like production, as part of a sentence; undefined where nothing does. A server that is told where production's
 * storage or its bot is was not meant to let demo people in, who set LOCAL besides.
 */
function productionSign(environment: Record<string, string | undefined>): string | undefined {
  const node = environment.NODE_ENV?.trim().toLowerCase() ?? "";
  if (node === "production") return "";
  if (!deskEnvironments.includes(node)) return `, as NODE_ENV=${node} looks`;
  const secrets: string[] = ["BOT_SECRET", "TAB_CLIENT_SECRET"];
  const ofCloud = Object.entries(settings).flatMap(([name, { cloud }]) => (cloud ? [name] : []));
  const found = [...hostMarks, ...ofCloud, ...secrets].find((name) => environment[name]?.trim());
  return found === undefined ? undefined : `, where alone ${found} is set`;
}
