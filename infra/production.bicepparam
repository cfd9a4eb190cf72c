using './main.bicep'

param name = 'kommunpuls'
param tabClientId = readEnvironmentVariable('TAB_CLIENT_ID')
param tenantIds = readEnvironmentVariable('TENANT_IDS')
param planSku = 'P0v3'
param instances = 2
param storageSku = 'Standard_ZRS'
