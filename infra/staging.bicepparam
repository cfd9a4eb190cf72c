using './main.bicep'

param name = 'kommunpuls-staging'
param tabClientId = readEnvironmentVariable('TAB_CLIENT_ID')
param tabClientSecret = readEnvironmentVariable('TAB_CLIENT_SECRET', '')
param tenantIds = readEnvironmentVariable('TENANT_IDS')
param teamsAppId = readEnvironmentVariable('TEAMS_APP_ID', '')
param adminIds = readEnvironmentVariable('ADMIN_IDS', '')
param organiserIds = readEnvironmentVariable('ORGANISER_IDS', '')
param readerIds = readEnvironmentVariable('READER_IDS', '')
param serviceUrls = readEnvironmentVariable('SERVICE_URLS', '')
param planSku = 'B1'
param instances = 1
param storageSku = 'Standard_LRS'
