import { AppManifestUtils, type TeamsManifestV1D29 } from "@microsoft/app-manifest";
import { type Files, parseFile } from "./files.ts";
import { decodeIcon } from "./icon.ts";
import { languageSchema, localisableTexts } from "./languages.ts";

type Manifest = TeamsManifestV1D29.TeamsManifestV1D29;

/**
 * What is wrong with a package, a sentence each; none means that it may be uploaded. The vendor's schemas come first, then
 * the rules that Teams' own check applies at upload or in the store and that no schema says:
 * https://learn.microsoft.com/microsoftteams/platform/concepts/deploy-and-publish/appsource/prepare/teams-store-validation-guidelines
 * Nothing is fetched: the schemas are part of @microsoft/app-manifest.
 */
export async function problems(files: Files): Promise<string[]> {
  const manifest = parseFile(files, "manifest.json") as Manifest;
  const malformed = await AppManifestUtils.validateAgainstSchema(manifest);
  if (malformed.length > 0) return malformed.map((problem) => `manifest.json: ${problem}`);
  return [
    ...fileProblems(manifest, files),
    ...(await languageProblems(manifest, files)),
    ...nameProblems(manifest, files),
    ...addressProblems(manifest),
    ...identityProblems(manifest),
    ...tabProblems(manifest),
    ...extensionProblems(manifest),
    ...iconProblems(manifest, files),
  ];
}

const languageFiles = (manifest: Manifest): string[] =>
  (manifest.localizationInfo?.additionalLanguages ?? []).map((language) => language.file);

function fileProblems(manifest: Manifest, files: Files): string[] {
  const named = ["manifest.json", manifest.icons.color, manifest.icons.outline, ...languageFiles(manifest)];
  return [
    ...named.filter((name) => !files[name]).map((name) => `${name} is named in the manifest but not there.`),
    ...Object.keys(files)
      .filter((name) => !named.includes(name))
      .map((name) => `${name} is there but not named in the manifest.`),
  ];
}

async function languageProblems(manifest: Manifest, files: Files): Promise<string[]> {
  const keys = Object.keys(await localisableTexts(manifest));
  const schema = await languageSchema(manifest.manifestVersion);
  const found: string[] = [];
  for (const name of languageFiles(manifest).filter((file) => files[file])) {
    const language = parseFile(files, name) as Manifest;
    for (const problem of await AppManifestUtils.validateAgainstSchema(language, schema)) {
      found.push(`${name}: ${problem}`);
    }
    const there = Object.keys(language).filter((key) => key !== "$schema");
    for (const key of keys.filter((key) => !there.includes(key))) found.push(`${name} lacks ${key}.`);
    for (const key of there.filter((key) => !keys.includes(key)))
      found.push(`${name} has ${key} for nothing.`);
  }
  return found;
}

function nameProblems(manifest: Manifest, files: Files): string[] {
  const translated = languageFiles(manifest)
    .filter((file) => files[file])
    .map((file) => parseFile(files, file) as Record<string, string>)
    .flatMap((texts) => [texts["name.short"], texts["name.full"]]);
  return [manifest.name.short, manifest.name.full, manifest.developer.name, ...translated]
    .filter((name) => /teams|microsoft|office|azure/i.test(name ?? ""))
    .map((name) => `The name "${name}" carries a name of Microsoft's.`);
}

const tunnels = /(^|\.)(ngrok\.io|ngrok\.app|ngrok-free\.app|devtunnels\.ms|loca\.lt|trycloudflare\.com)$/;

function addressProblems(manifest: Manifest): string[] {
  const domains = manifest.validDomains ?? [];
  const addresses = [
    manifest.developer.websiteUrl,
    manifest.developer.privacyUrl,
    manifest.developer.termsOfUseUrl,
    ...(manifest.staticTabs ?? []).flatMap((tab) => [tab.contentUrl, tab.websiteUrl]),
    ...(manifest.configurableTabs ?? []).map((tab) => tab.configurationUrl),
  ].filter((address) => address !== undefined);
  return [
    ...domains
      .filter((domain) => URL.parse(`https://${domain}`)?.host !== domain || domain.includes("*"))
      .map((domain) => `The valid domain "${domain}" must be one host, in small letters, and nothing more.`),
    ...domains
      .filter((domain) => tunnels.test(domain))
      .map((domain) => `The valid domain "${domain}" is a tunnel that others may own tomorrow.`),
    ...addresses
      .filter((address) => !domains.includes(URL.parse(address)?.host ?? ""))
      .map((address) => `${address} is not on a valid domain.`),
    ...addresses
      .filter((address) => URL.parse(address)?.protocol !== "https:")
      .map((address) => `${address} must be https.`),
  ];
}

function identityProblems(manifest: Manifest): string[] {
  const [bot] = manifest.bots ?? [];
  const tab = manifest.webApplicationInfo;
  const resources = (manifest.validDomains ?? []).map((domain) => `api://${domain}/${tab?.id}`);
  return [
    ...(bot && bot.botId !== manifest.id ? ["The app's id and its bot's id differ."] : []),
    ...(bot && bot.botId === tab?.id ? ["The tab needs a registration of its own, not the bot's."] : []),
    // Teams asks for the tab's token only where host and application id are those of the tab itself.
    ...(tab && !resources.includes(tab.resource ?? "")
      ? [`${tab.resource} must be api://, the tab's host and ${tab.id}.`]
      : []),
    ...(bot?.scopes ?? [])
      .filter((scope) => !bot?.commandLists?.some((list) => list.scopes.includes(scope)))
      .map((scope) => `The bot has no command list for ${scope}.`),
  ];
}

/** Where a scope has both kinds of tab, Teams pins the static one and the other can't be added. */
function tabProblems(manifest: Manifest): string[] {
  const configurable: string[] = (manifest.configurableTabs ?? []).flatMap((tab) => tab.scopes);
  return (manifest.staticTabs ?? [])
    .filter((tab) => tab.scopes.some((scope) => configurable.includes(scope)))
    .map((tab) => `The static tab ${tab.entityId} hides the configurable tab.`);
}

/** Links are shown to the app that owns their host: Teams takes others, and then nobody's preview works. */
function extensionProblems({ id, composeExtensions = [], validDomains = [] }: Manifest): string[] {
  const handlers = composeExtensions.flatMap(({ messageHandlers = [] }) => messageHandlers);
  return [
    ...composeExtensions
      .filter(({ botId }) => botId !== id)
      .map(() => "The message extension's bot is another app's."),
    ...handlers
      .flatMap(({ value }) => value.domains ?? [])
      .filter((domain) => !validDomains.includes(domain))
      .map((domain) => `Links to ${domain}, which is not a valid domain, are none of the app's.`),
  ];
}

function iconProblems({ icons }: Manifest, files: Files): string[] {
  const outline = files[icons.outline];
  return [
    ...sizeProblems(icons.color, files, 192),
    ...sizeProblems(icons.outline, files, 32),
    ...(outline && !isWhiteOnTransparent(outline) ? [`${icons.outline} must be white on transparent.`] : []),
  ];
}

function sizeProblems(name: string, files: Files, size: number): string[] {
  const file = files[name];
  if (!file) return [];
  const { width, height } = decodeIcon(file);
  return width === size && height === size ? [] : [`${name} is ${width} x ${height}, not ${size} x ${size}.`];
}

function isWhiteOnTransparent(png: Uint8Array): boolean {
  const { pixels } = decodeIcon(png);
  let transparent = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) transparent++;
    else if (pixels.subarray(at, at + 3).some((channel) => channel !== 255)) return false;
  }
  return transparent > 0;
}
