using './main.bicep'

param name = 'kommunpuls'
param tabClientId = readEnvironmentVariable('TAB_CLIENT_ID')
param tabClientSecret = readEnvironmentVariable('TAB_CLIENT_SECRET', '')
param tenantIds = readEnvironmentVariable('TENANT_IDS')
param teamsAppId = readEnvironmentVariable('TEAMS_APP_ID', '')
param adminIds = readEnvironmentVariable('ADMIN_IDS', '')
param organiserIds = readEnvironmentVariable('ORGANISER_IDS', '')
param readerIds = readEnvironmentVariable('READER_IDS', '')
param serviceUrls = readEnvironmentVariable('SERVICE_URLS', '')
param planSku = 'P0v3'
param instances = 2
param storageSku = 'Standard_ZRS'
