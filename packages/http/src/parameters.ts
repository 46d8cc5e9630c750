import { houseRefusal, jsonSchemaOf, nearest, type AnyQuery } from '@millrace/kernel';

interface Shape {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/** Names of the parameters that a query takes, in all forms its input may have. */
export function parametersOf({ properties = {}, anyOf = [], allOf = [] }: Shape): string[] {
  return [...new Set([...Object.keys(properties), ...[...anyOf, ...allOf].flatMap(parametersOf)])];
}

/** What is given and not known, each in a sentence with the name that was probably meant. */
export function unknownIn(given: object, known: readonly string[], what: string): string[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `"${name.slice(0, 60)}" is no ${what} here${meant === undefined ? '.' : `; did you mean "${meant}"?`}`;
    });
}

/** Looks over what a query is asked with: a parameter it does not take would be passed over, and its asker would believe the answer to be filtered. */
export function parameterCheck(query: AnyQuery): (given: object) => void {
  const known = parametersOf(jsonSchemaOf(query.input) as Shape);
  return (given) => {
    const problems = unknownIn(given, known, 'parameter');
    if (problems.length > 0)
      throw houseRefusal(query.address, 'bad-input', { problems: `${problems.slice(0, 5).join(' ')} It takes ${known.length === 0 ? 'none' : known.toSorted().join(', ')}.` });
  };
}
