import type { CloudConfig } from "./config.ts";
import type { TabSignInSettings } from "./platform/auth/tab-token.ts";
import type { Platform } from "./platform/feature.ts";
import { createMeetings } from "./platform/graph/graph-meetings.ts";
import type { LocalRoute } from "./platform/http/local-route.ts";
import type { KeysSettings } from "./platform/storage/keys/keys.ts";
import type { StoreSettings } from "./platform/storage/store.ts";
import type { Teams, TeamsSettings } from "./platform/teams/adapter.ts";
import { botCredentials } from "./platform/teams/outgoing/credentials.ts";
import { threadOf } from "./platform/teams/thread-place.ts";
import { createLog, type Log } from "./platform/telemetry/log.ts";

/** What differs between the cloud and one's own machine. */
export type Surroundings = {
  host: string;
  tabLink(page: string): string;
  messageLink: Platform["messageLink"];
  openLink: Platform["openLink"];
  meetings?: Platform["meetings"];
  store: StoreSettings;
  keys: KeysSettings;
  bot: Omit<TeamsSettings, "answer" | "log" | "notices" | "pace">;
  tab: TabSignInSettings;
  log: Log;
  /** Routes of local mode, which deliver what the local Teams client posts. */
  routes?(receive: Teams["receive"]): LocalRoute[];
  /** Called once the server listens; gives what stops whatever it started. */
  started?(url: string): Promise<() => Promise<void>>;
};

/** Microsoft's own addresses, in its public cloud. */
const login = "https://login.microsoftonline.com";
const botIssuer = "https://api.botframework.com";
const botMetadataUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration";

/** The static tabs of the manifest by their entity ids: a page opens in the one that its address begins with. */
const tabEntityIds = ["surveys", "coffee", "forum", "terms"];
/** Pages of the network that share the forum's tab. */
const forumPages = ["network", "translations"];

export function cloudSurroundings(config: CloudConfig): Surroundings {
  const publicUrl = config.PUBLIC_URL.replace(/\/+$/, "");
  const { BOT_ID: botId, BOT_TENANT_ID: tenantId, BOT_TYPE: type, BOT_SECRET: secret } = config;
  // An app of the organisation's catalogue goes by another id there than in its manifest.
  const { TEAMS_APP_ID: appId = botId } = config;
  const { TAB_CLIENT_ID: clientId, TAB_CLIENT_SECRET: clientSecret, TENANT_IDS: tenantIds } = config;
  const log = createLog();
  return {
    host: "0.0.0.0",
    tabLink(page) {
      const part = page.split(/[/?]/)[1] ?? "";
      const entityId = forumPages.includes(part) ? "forum" : tabEntityIds.includes(part) ? part : "surveys";
      const context = encodeURIComponent(JSON.stringify({ subEntityId: page.replace(/^\//, "") }));
      const webUrl = encodeURIComponent(`${publicUrl}/tab${page}`);
      return `https://teams.microsoft.com/l/entity/${appId}/${entityId}?webUrl=${webUrl}&context=${context}`;
    },
    messageLink({ id, tenantId, scope, groupId }, messageId) {
      const { conversationId, rootId = messageId } = threadOf(id);
      const group = groupId ? `&groupId=${groupId}` : "";
      const context =
        scope === "channel"
          ? `${group}&parentMessageId=${rootId}`
          : `&context=${encodeURIComponent('{"contextType":"chat"}')}`;
      return `https://teams.microsoft.com/l/message/${encodeURIComponent(conversationId)}/${messageId}?tenantId=${tenantId}${context}`;
    },
    openLink: (path) => `${publicUrl}/open${path}`,
    meetings: createMeetings(clientSecret ? { clientId, clientSecret, tenantIds, log } : undefined),
    store: { kind: "azure", account: config.STORAGE_ACCOUNT },
    keys: { kind: "vault", url: config.KEY_VAULT_URL },
    bot: {
      botId,
      issuer: botIssuer,
      metadataUrl: botMetadataUrl,
      serviceUrls: config.SERVICE_URLS,
      tenantIds,
      credentials: () => botCredentials({ botId, tenantId, type, secret }),
    },
    tab: {
      clientId,
      host: new URL(publicUrl).host,
      tenantIds,
      issuerOf: (tenant) => `${login}/${tenant}/v2.0`,
      metadataUrlOf: (tenant) => `${login}/${tenant}/v2.0/.well-known/openid-configuration`,
      adminIds: config.ADMIN_IDS,
      organiserIds: config.ORGANISER_IDS,
      readerIds: config.READER_IDS,
    },
    log,
  };
}
