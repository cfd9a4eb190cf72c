/* What main.bicep may say to Azure, from the references of the resource types; what is not here is a slip, or is added here. */

export type Kind = "string" | "number" | "boolean" | "object" | "any";
type Known = { needs: readonly string[]; properties: Record<string, Kind | readonly string[]> };

const place = { name: "string", location: "string" } as const;
const roleAssignment: Known = {
  needs: [
    "name",
    "scope",
    "properties.principalId",
    "properties.principalType",
    "properties.roleDefinitionId",
  ],
  properties: {
    name: "string",
    scope: "any",
    properties: "object",
    "properties.principalId": "string",
    "properties.principalType": ["ServicePrincipal"],
    "properties.roleDefinitionId": "string",
  },
};

/**
 * By type and version, each of which exists: the properties that may be written, with their kinds or their only values, and
 * those that have to be.
 */
export const knownTypes: Record<string, Known> = {
  "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30": {
    needs: ["name", "location"],
    properties: place,
  },
  "Microsoft.BotService/botServices@2022-09-15": {
    needs: ["name", "location", "kind", "sku.name", "properties.endpoint", "properties.msaAppId"],
    properties: {
      ...place,
      kind: ["azurebot"],
      sku: "object",
      "sku.name": ["F0", "S1"],
      properties: "object",
      "properties.displayName": "string",
      "properties.endpoint": "string",
      "properties.msaAppId": "string",
      "properties.msaAppType": "string",
      "properties.msaAppTenantId": "string",
      "properties.msaAppMSIResourceId": "string",
      "properties.disableLocalAuth": "boolean",
    },
  },
  "Microsoft.BotService/botServices/channels@2022-09-15": {
    needs: ["parent", "name", "properties.channelName"],
    properties: {
      ...place,
      name: ["MsTeamsChannel"],
      parent: "any",
      properties: "object",
      "properties.channelName": ["MsTeamsChannel"],
      "properties.properties": "object",
      "properties.properties.isEnabled": "boolean",
    },
  },
  "Microsoft.Web/serverfarms@2025-03-01": {
    needs: ["name", "location", "kind", "sku.name", "sku.capacity", "properties.reserved"],
    properties: {
      ...place,
      kind: ["linux"],
      sku: "object",
      "sku.name": "string",
      "sku.capacity": "number",
      properties: "object",
      "properties.reserved": "boolean",
    },
  },
  "Microsoft.Web/sites@2025-03-01": {
    needs: [
      "name",
      "location",
      "kind",
      "identity.type",
      "properties.serverFarmId",
      "properties.keyVaultReferenceIdentity",
      "properties.httpsOnly",
      "properties.siteConfig.linuxFxVersion",
      "properties.siteConfig.appCommandLine",
      "properties.siteConfig.alwaysOn",
      "properties.siteConfig.healthCheckPath",
      "properties.siteConfig.minTlsVersion",
      "properties.siteConfig.ftpsState",
    ],
    properties: {
      ...place,
      kind: ["app,linux"],
      identity: "object",
      "identity.type": ["UserAssigned"],
      "identity.userAssignedIdentities": "object",
      "identity.userAssignedIdentities.${identity.id}": "object",
      properties: "object",
      "properties.serverFarmId": "string",
      "properties.keyVaultReferenceIdentity": "string",
      "properties.httpsOnly": "boolean",
      "properties.clientAffinityEnabled": "boolean",
      "properties.siteConfig": "object",
      "properties.siteConfig.linuxFxVersion": ["NODE|24-lts"],
      "properties.siteConfig.appCommandLine": "string",
      "properties.siteConfig.alwaysOn": "boolean",
      "properties.siteConfig.healthCheckPath": "string",
      "properties.siteConfig.http20Enabled": "boolean",
      "properties.siteConfig.minTlsVersion": ["1.2", "1.3"],
      "properties.siteConfig.ftpsState": ["Disabled", "FtpsOnly"],
    },
  },
  "Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01": {
    needs: ["parent", "name", "properties.allow"],
    properties: {
      parent: "any",
      name: ["ftp", "scm"],
      properties: "object",
      "properties.allow": "boolean",
    },
  },
  // Its properties are the settings, whose names are compared with config.ts.
  "Microsoft.Web/sites/config@2025-03-01": {
    needs: ["parent", "name", "properties"],
    properties: { parent: "any", name: ["appsettings"], properties: "any" },
  },
  "Microsoft.Storage/storageAccounts@2026-04-01": {
    needs: ["name", "location", "kind", "sku.name", "properties.allowSharedKeyAccess"],
    properties: {
      ...place,
      kind: ["StorageV2"],
      sku: "object",
      "sku.name": "string",
      properties: "object",
      "properties.allowSharedKeyAccess": "boolean",
      "properties.allowBlobPublicAccess": "boolean",
      "properties.minimumTlsVersion": ["TLS1_2", "TLS1_3"],
      "properties.supportsHttpsTrafficOnly": "boolean",
    },
  },
  "Microsoft.KeyVault/vaults@2026-02-01": {
    needs: ["name", "location", "properties.tenantId", "properties.sku.family", "properties.sku.name"],
    properties: {
      ...place,
      properties: "object",
      "properties.tenantId": "string",
      "properties.sku": "object",
      "properties.sku.family": ["A"],
      "properties.sku.name": ["standard", "premium"],
      "properties.enableRbacAuthorization": "boolean",
      "properties.enableSoftDelete": "boolean",
      "properties.softDeleteRetentionInDays": "number",
    },
  },
  "Microsoft.KeyVault/vaults/secrets@2026-02-01": {
    needs: ["parent", "name", "properties.value"],
    properties: { parent: "any", name: "string", properties: "object", "properties.value": "string" },
  },
  "Microsoft.Authorization/roleAssignments@2022-04-01": roleAssignment,
};

/** Azure's own roles, whose ids are the same everywhere. */
export const knownRoles = {
  storageTableDataContributor: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
  storageQueueDataContributor: "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
  keyVaultSecretsOfficer: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
};

/** How many arguments each takes, at least and at most. */
export const knownFunctions: Record<string, [least: number, most: number]> = {
  empty: [1, 1],
  guid: [1, 10],
  readEnvironmentVariable: [1, 2],
  resourceGroup: [0, 0],
  subscriptionResourceId: [2, 5],
  tenant: [0, 0],
  union: [2, 20],
  uniqueString: [1, 10],
};

export const knownDecorators: Record<string, number> = {
  allowed: 1,
  description: 1,
  maxLength: 1,
  minLength: 1,
  minValue: 1,
  secure: 0,
};

/** What can be read of a resource or a function's answer, beside its name and id. */
export const knownMembers = [
  "id",
  "name",
  "location",
  "properties",
  "principalId",
  "clientId",
  "tenantId",
  "defaultHostName",
  "vaultUri",
];
