/** The entity sets of a service and their properties: `Edm.String` and the like, `Collection` for navigation. */
export type Metadata = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** One tag of an XML text; `isEnd` for `</Tag>`, `isEmpty` for `<Tag />`. */
interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
}

interface EntityType {
  readonly base: string | undefined;
  readonly properties: Map<string, string>;
}

/**
 * Reads a service's `$metadata` (CSDL in EDMX, OData 2.0, EX-metadata): only tags and their attributes count there, so no
 * more of XML is read. Gives an empty map for any other text.
 */
export function readMetadata(xml: string): Metadata {
  const types = new Map<string, EntityType>();
  const sets = new Map<string, string>();
  let namespace = '';
  let current: EntityType | null = null;
  for (const { name, attributes, isEnd, isEmpty } of tagsOf(xml)) {
    if (name === 'Schema' && !isEnd) namespace = attributes.Namespace ?? '';
    if (name === 'EntitySet') sets.set(attributes.Name ?? '', attributes.EntityType ?? '');
    if (name === 'EntityType') {
      current = isEnd ? null : { base: attributes.BaseType, properties: new Map() };
      if (current !== null) types.set(`${namespace}.${attributes.Name ?? ''}`, current);
      if (isEmpty) current = null;
    }
    if (name === 'Property') current?.properties.set(attributes.Name ?? '', attributes.Type ?? '');
    if (name === 'NavigationProperty') current?.properties.set(attributes.Name ?? '', 'Collection');
  }
  return new Map([...sets].map(([set, type]) => [set, propertiesOf(type, types)]));
}

/** The properties of a type and its base types; a circle ends where it began. */
function propertiesOf(name: string, types: ReadonlyMap<string, EntityType>): Map<string, string> {
  const chain = new Set<EntityType>();
  let type = types.get(name);
  while (type !== undefined && !chain.has(type)) {
    chain.add(type);
    type = types.get(type.base ?? '');
  }
  return new Map([...chain].reverse().flatMap(({ properties }) => [...properties]));
}

function* tagsOf(xml: string): Generator<Tag> {
  for (const [, end, name = '', inner = '', empty] of xml.matchAll(/<(\/?)(?:\w+:)?(\w+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    const attributes = [...inner.matchAll(/(?<![\w:.])([\w:.]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
      ([, key = '', double, single]) => [key.replace(/^\w+:/, ''), double ?? single ?? ''] as const,
    );
    yield { name, attributes: Object.fromEntries(attributes), isEnd: end === '/', isEmpty: empty === '/' };
  }
}
