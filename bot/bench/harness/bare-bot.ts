import {
  type AdaptiveCardInvokeResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TeamsActivityHandler,
} from "botbuilder";
import restify from "restify";
import { say, settingsGiven } from "./child.ts";

export type BareBotSettings = {
  botId: string;
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  port?: number;
};

/* What a bot is before it does anything: botbuilder and restify as their samples put them together. */

const settings = settingsGiven<BareBotSettings>();

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: settings.botId,
    MicrosoftAppPassword: "never used: an invoke is answered in its own response",
    MicrosoftAppTenantId: settings.tenantId,
    MicrosoftAppType: "SingleTenant",
    // All that is not said here is the public cloud; only the issuer is another.
    ToBotFromChannelTokenIssuer: settings.issuer,
    ToBotFromChannelOpenIdMetadataUrl: settings.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: settings.metadataUrl,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${settings.tenantId}`,
    ToChannelFromBotOAuthScope: "https://api.botframework.com",
    OAuthUrl: "https://api.botframework.com",
    ValidateAuthority: true,
    CallerId: "",
  }),
);

class BareBot extends TeamsActivityHandler {
  override async onAdaptiveCardInvoke(): Promise<AdaptiveCardInvokeResponse> {
    return {
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      // The SDK's type asks for an object, Teams for a text.
      value: "Thank you." as unknown as Record<string, unknown>,
    };
  }
}
const bot = new BareBot();

/** Restify's request is one for the SDK, but for how their types write what may be left out. */
const bodied = (request: restify.Request) => request as Parameters<CloudAdapter["process"]>[0];

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post("/api/messages", async (request, response) => {
  await adapter.process(bodied(request), response, (context) => bot.run(context));
});
server.listen(settings.port ?? 0, "127.0.0.1", () =>
  say({ url: `http://127.0.0.1:${server.address().port}` }),
);
