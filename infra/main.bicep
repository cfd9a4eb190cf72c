// Everything that Kommunpuls needs in Azure, in one resource group: the bot's registration, the site that runs the
// server, the storage it keeps and the vault for the surveys' keys. No secret is made or put out: the one identity below is
// the bot, and it is what storage and vault let in. The one secret that may be given, the tab's, is kept in the vault.
//
// Whoever deploys must be allowed to assign roles in the group: Owner, or Contributor with Role Based Access Control
// Administrator. The tab's app registration is made in Entra beforehand. Look first, then do:
//
//   az group create --name kommunpuls --location swedencentral
//   export TAB_CLIENT_ID=... TENANT_IDS=... TAB_CLIENT_SECRET=...
//   az deployment group what-if --resource-group kommunpuls --parameters infra/production.bicepparam
//   az deployment group create --resource-group kommunpuls --parameters infra/production.bicepparam
//
// The outputs are the server's settings by their own names; BOT_ID, TAB_CLIENT_ID and PUBLIC_URL are also what
// `npm run package` reads.

@description('Beginning of the names of what people see: the site and the bot. Letters, digits and hyphens.')
@maxLength(40)
param name string

@description('Where the data lives. The bot registration itself has no place.')
param location string = resourceGroup().location

@description('Entra application id of the tab, another than the bot.')
param tabClientId string

@description('Client secret of the tab, for Teams meetings in organisers\' calendars. Left out, organisers paste a link.')
@secure()
param tabClientSecret string = ''

@description('Tenants whose people and channels are let in, with commas between.')
param tenantIds string = tenant().tenantId

@description('Id of the app in the organisation\'s catalogue, which Teams gives it when it is uploaded there: known after the first deployment.')
param teamsAppId string = ''

@description('Entra object ids of administrators, with commas between, besides those who have the app role.')
param adminIds string = ''

@description('Entra object ids of organisers, with commas between, besides those who have the app role.')
param organiserIds string = ''

@description('Entra object ids of readers, with commas between, besides those who have the app role.')
param readerIds string = ''

@description('Addresses of Teams\' connector that the bot may write to, with commas between. Left out, that of the public cloud.')
param serviceUrls string = ''

@description('Host that people reach, where it is a domain of one\'s own; its binding and certificate are made apart.')
param publicHost string = ''

@description('Size of each machine that runs the server.')
param planSku string

@description('Number of machines. App Service replaces one that is not healthy only where there are two.')
@minValue(1)
param instances int

@description('How many copies of the tables and queues are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string

var suffix = uniqueString(resourceGroup().id, name)

var roles = {
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
}

// What bot/src/config.ts reads and this deployment knows.
var settings = {
  BOT_ID: identity.properties.clientId
  BOT_TENANT_ID: identity.properties.tenantId
  BOT_TYPE: 'UserAssignedMSI'
  TAB_CLIENT_ID: tabClientId
  TENANT_IDS: tenantIds
  PUBLIC_URL: 'https://${empty(publicHost) ? site.properties.defaultHostName : publicHost}'
  STORAGE_ACCOUNT: storage.name
  KEY_VAULT_URL: vault.properties.vaultUri
}

// A deployment replaces all settings of the site: what is set by hand in the portal is gone after the next, so these are
// given here. The server takes an empty one for one that is left out.
var optionalSettings = {
  TEAMS_APP_ID: teamsAppId
  ADMIN_IDS: adminIds
  ORGANISER_IDS: organiserIds
  READER_IDS: readerIds
  SERVICE_URLS: serviceUrls
}

// The site asks the vault for the secret itself, so that it stands in no setting.
var secretSettings = empty(tabClientSecret) ? {} : {
  TAB_CLIENT_SECRET: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${tabSecret.name})'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'kp-${suffix}'
  location: location
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${suffix}'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: name
    endpoint: '${settings.PUBLIC_URL}/api/messages'
    msaAppId: settings.BOT_ID
    msaAppType: settings.BOT_TYPE
    msaAppTenantId: settings.BOT_TENANT_ID
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'kp-${suffix}'
  location: location
  kind: 'linux'
  sku: {
    name: planSku
    capacity: instances
  }
  properties: {
    reserved: true // Linux
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    keyVaultReferenceIdentity: identity.id
    httpsOnly: true
    clientAffinityEnabled: false // the server keeps nothing between requests
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'exec node bot/src/main.ts' // in place of the shell, and not through npm: both keep the signal to stop for themselves
      alwaysOn: true // jobs run without requests
      healthCheckPath: '/healthz'
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }
}

// The code comes in with the deployer's Entra sign-in; the publishing passwords that a site has by default are shut off.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource publishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

// PORT is not among them: App Service sets it, and sends requests to the port that it has set.
resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(settings, optionalSettings, {
    NODE_ENV: 'production'
    AZURE_CLIENT_ID: settings.BOT_ID // which identity @azure/identity takes
  }, secretSettings)
}

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'kp${suffix}'
  location: location
  kind: 'StorageV2'
  sku: {
    name: storageSku
  }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

// The key of a sealed survey has to be gone when its ballots are counted. A deleted secret can be recovered for the days
// below, so the server deletes and then purges it, which the role Secrets Officer allows. Purge protection would forbid
// that and can never be taken back, so it is not switched on; nor is it set to false here, which Azure refuses. A policy
// that demands it of every vault has to exempt this one.
resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kp-${suffix}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7 // the fewest that Azure allows
  }
}

resource tabSecret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = if (!empty(tabClientSecret)) {
  parent: vault
  name: 'tab-client-secret'
  properties: {
    value: tabClientSecret
  }
}

resource mayUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, roles.storageTableDataContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}

resource mayUseQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, roles.storageQueueDataContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
  }
}

resource mayKeepKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

output BOT_ID string = settings.BOT_ID
output BOT_TENANT_ID string = settings.BOT_TENANT_ID
output BOT_TYPE string = settings.BOT_TYPE
output TAB_CLIENT_ID string = settings.TAB_CLIENT_ID
output TENANT_IDS string = settings.TENANT_IDS
output PUBLIC_URL string = settings.PUBLIC_URL
output STORAGE_ACCOUNT string = settings.STORAGE_ACCOUNT
output KEY_VAULT_URL string = settings.KEY_VAULT_URL
