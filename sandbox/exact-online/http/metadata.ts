import { collectionOf, type Endpoint, modelOf } from '../records/catalog.ts';

const NAMESPACE = 'Exact.Web.Api.Models';

/** Text escaped for XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function shortName(endpoint: Endpoint): string {
  return modelOf(endpoint.resource).slice(NAMESPACE.length + 1);
}

function entityType(endpoint: Endpoint): string {
  const keys = endpoint.keys.map((key) => `<PropertyRef Name="${key}" />`).join('');
  const properties = Object.entries(endpoint.properties).map(([name, property]) => {
    if (collectionOf(property) !== null) {
      const relationship = `${NAMESPACE}.${shortName(endpoint)}_${name}`;
      return `<NavigationProperty Name="${name}" Relationship="${relationship}" FromRole="${endpoint.resource}" ToRole="${name}" />`;
    }
    const nullable = endpoint.keys.includes(name) ? 'false' : 'true';
    return `<Property Name="${name}" Type="${property.type ?? 'Edm.String'}" Nullable="${nullable}" />`;
  });
  const key = keys === '' ? '' : `<Key>${keys}</Key>`;
  return `<EntityType Name="${shortName(endpoint)}">${key}${properties.join('')}</EntityType>`;
}

/** The `$metadata` of a service: the entity types and sets of its endpoints, from the catalog (EX-metadata). */
export function metadataXml(service: string, endpoints: readonly Endpoint[]): string {
  const stored = endpoints.filter(({ kind }) => kind !== 'function');
  const sets = stored
    .map((endpoint) => `<EntitySet Name="${endpoint.resource}" EntityType="${modelOf(endpoint.resource)}" />`)
    .join('');
  return (
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>' +
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">' +
    '<edmx:DataServices m:DataServiceVersion="2.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">' +
    `<Schema Namespace="${NAMESPACE}" xmlns="http://schemas.microsoft.com/ado/2006/04/edm">` +
    stored.map(entityType).join('') +
    `<EntityContainer Name="${escapeXml(service)}" m:IsDefaultEntityContainer="true">${sets}</EntityContainer>` +
    '</Schema></edmx:DataServices></edmx:Edmx>'
  );
}
