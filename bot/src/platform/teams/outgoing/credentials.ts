import type { Credentials } from "./connector.ts";

export type BotIdentity = {
  botId: string;
  tenantId: string;
  type: "UserAssignedMSI" | "SingleTenant";
  secret: string | undefined;
};

/** What the bot is known by to Teams' connector: a managed identity, or a secret. Tokens are fetched when first needed. */
export async function botCredentials({ botId, tenantId, type, secret }: BotIdentity): Promise<Credentials> {
  const { ConfigurationServiceClientCredentialFactory } = await import("botbuilder");
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: botId,
    MicrosoftAppType: type === "UserAssignedMSI" ? "UserAssignedMsi" : type,
    MicrosoftAppTenantId: tenantId,
    // With a managed identity the SDK refuses a password outright.
    ...(type === "SingleTenant" && secret !== undefined && { MicrosoftAppPassword: secret }),
  });
  const audience = "https://api.botframework.com";
  return factory.createCredentials(botId, audience, `https://login.microsoftonline.com/${tenantId}`, true);
}
