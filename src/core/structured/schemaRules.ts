// What each family of wires understands of JSON Schema, as data. One walker (adaptSchema.ts) reads it.
//
// Facts behind it: OpenAI's strict mode wants every property required, every object closed, a plain object at the root,
// at most 10 levels and 5000 properties, and no `oneOf`, `allOf`, `not`, `prefixItems` or maps; servers that copy it, and
// Azure, refuse bounds and patterns too. Anthropic closes objects, knows some formats and `minItems` 0 and 1, and no
// recursion. Gemini names a short list of keywords and takes a circle of references only inside optional properties.

/** How one family of wires wants a schema. */
export interface SchemaRules {
  /** Taken as it is: no rule below applies. */
  readonly plain?: boolean;
  /** Keywords beyond the structural ones that may stay. All others become words in the description. */
  readonly keywords: readonly string[];
  /** Formats that may stay. */
  readonly formats: readonly string[];
  /** Whether `minItems` may stay when it is 0 or 1. */
  readonly smallMinItems?: boolean;
  /** Whether every property must be required: what is optional then may be null instead. */
  readonly allRequired?: boolean;
  /** Whether every object must say `additionalProperties: false`. Then maps cannot be expressed. */
  readonly closed?: boolean;
  readonly objectRoot?: boolean;
  /** Whether `const` is known, or must be written as `enum`. */
  readonly constants?: boolean;
  /** Whether `enum` holds strings and numbers only. */
  readonly simpleEnums?: boolean;
  readonly tuples?: boolean;
  /** Whether a schema may leave the type open. */
  readonly anything?: boolean;
  /** `inline` writes out references where that comes to an end. */
  readonly references: 'keep' | 'inline';
  readonly circles: 'keep' | 'in-optional' | 'none';
  readonly deepest?: number;
  readonly mostProperties?: number;
  /** Whether the wire also has a loose way, for schemas that do not fit. */
  readonly hasLooseWay?: boolean;
}

const commonFormats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'] as const;

export const schemaFamilies = {
  openai: {
    keywords: [],
    formats: [],
    allRequired: true,
    closed: true,
    objectRoot: true,
    constants: true,
    references: 'keep',
    circles: 'keep',
    deepest: 10,
    mostProperties: 5_000,
    hasLooseWay: true,
  },
  anthropic: {
    keywords: [],
    formats: [...commonFormats, 'uri'],
    smallMinItems: true,
    closed: true,
    constants: true,
    references: 'keep',
    circles: 'none',
  },
  gemini: {
    keywords: ['minItems', 'maxItems', 'minimum', 'maximum'],
    formats: ['date-time', 'date', 'time'],
    simpleEnums: true,
    tuples: true,
    anything: true,
    references: 'inline',
    circles: 'in-optional',
  },
  grammar: { plain: true, keywords: [], formats: [], references: 'keep', circles: 'keep' },
} as const satisfies Readonly<Record<string, SchemaRules>>;

/** A family of wires: OpenAI's strict mode, Anthropic, Gemini, and local servers that make a grammar of any schema. */
export type SchemaFamily = keyof typeof schemaFamilies;
