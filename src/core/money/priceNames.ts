// The names under which a model may stand in the price list. Each is tried as a whole: nothing matches by its beginning.

/** Where Bedrock answers from, in front of a model's name. `global.` is an entry of its own everywhere. */
const region = /^(?:us-gov|us|eu|apac|au|jp|ca|in|sa|me|af|mx|kr)\./;

/** A version at Bedrock, such as `-v1:0`. */
const version = /-v\d+(?::\d+)?$/;

/** A day at the end of a name: `-20251001`, `@20251001`, `-2026-03-05`. */
const date = /[-@]20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$|-20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** The exact name first, then what it is without a date, a version or a region of its vendor. */
export function namesToTry(provider: string, model: string): readonly string[] {
  switch (provider) {
    case 'bedrock':
      return bedrockNames(model.slice(model.lastIndexOf('/') + 1));
    case 'vertex':
      return unique([model, model.replace('@', '-'), model.replace(date, '')]);
    case 'gemini':
      return withoutDate(model.replace(/^models\//, ''));
    default:
      return withoutDate(model);
  }
}

function withoutDate(model: string): readonly string[] {
  return unique([model, model.replace(date, '')]);
}

/** Regions share a price that is not the one of `global.`; the list calls it `regional.`. */
function bedrockNames(model: string): readonly string[] {
  const plain = model.replace(version, '');
  const forms = [model, plain, plain.replace(date, '')];
  return unique(forms.flatMap((form) => {
    const place = form.startsWith('global.') ? [] : [`regional.${form.replace(region, '')}`];
    return [form, ...place];
  }));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
