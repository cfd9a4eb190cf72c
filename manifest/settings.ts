/** What the placeholders of manifest.json stand for. */
export type PackageSettings = { botId: string; tabClientId: string; publicHost: string };

/** The ids of the server in local mode. Teams itself refuses a package with them: no such registrations exist. */
export const localSettings: PackageSettings = {
  botId: "00000000-0000-4000-8000-0000000000b0",
  tabClientId: "00000000-0000-4000-8000-0000000000a0",
  publicHost: "localhost:3978",
};

const names = ["BOT_ID", "TAB_CLIENT_ID", "PUBLIC_URL"] as const;

/** The settings from the environment, or undefined where none of them is set; throws where they are wrong. */
export function readPackageSettings(
  environment: Record<string, string | undefined>,
): PackageSettings | undefined {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(" and ")} missing: set ${names.join(", ")}, or none for a local package.`,
    );
  }
  const botId = guid("BOT_ID", environment.BOT_ID);
  const tabClientId = guid("TAB_CLIENT_ID", environment.TAB_CLIENT_ID);
  // One registration for both would let a token meant for the tab pass as the bot's.
  if (botId === tabClientId)
    throw new Error("TAB_CLIENT_ID is the bot's id; the tab has its own registration.");
  return { botId, tabClientId, publicHost: host(environment.PUBLIC_URL) };
}

function guid(name: string, value = ""): string {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) throw new Error(`${name} must be a GUID.`);
  return value.toLowerCase();
}

function host(url = ""): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "https:" || parsed.href !== `https://${parsed.host}/`) {
    throw new Error("PUBLIC_URL must be https://, a host and nothing more.");
  }
  return parsed.host;
}
