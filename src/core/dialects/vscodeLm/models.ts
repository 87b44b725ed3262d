// Names for the editor's models: `vendor/family` where that means one model, else `vendor/id`.

import type { ListedModel } from '../../model/dialect.ts';
import type { EditorModel } from '../../model/editorModels.ts';
import { parseModelRef } from '../../model/modelRef.ts';

/** The vendor we are ourselves when we offer models to the editor. Asking it would be asking ourselves. */
export const ownVendor = 'parley';

/** The two halves of a name; undefined where one is missing. */
export function splitName(name: string): { readonly vendor: string; readonly model: string } | undefined {
  const parsed = parseModelRef(name);
  return parsed && { vendor: parsed.provider, model: parsed.model };
}

/** The model a name means. An id is exact, so it goes before a family; of a family the first is taken. */
export function findModel(models: readonly EditorModel[], name: string): EditorModel | undefined {
  const wanted = splitName(name);
  return wanted && meaningsOf(models.filter(({ vendor }) => vendor === wanted.vendor)).get(wanted.model);
}

/** Every model that a name can mean, under its family where that means one model only, else under its id. */
export function listModels(models: readonly EditorModel[]): readonly ListedModel[] {
  return [...Map.groupBy(models, ({ vendor }) => vendor)].flatMap(([vendor, offered]) => {
    const meanings = meaningsOf(offered);
    const families = Map.groupBy(offered, ({ family }) => family);
    return offered.flatMap((model) => {
      const names = families.get(model.family)?.length === 1 ? [model.family, model.id] : [model.id];
      const name = names.find((each) => meanings.get(each) === model && splitName(`${vendor}/${each}`)?.vendor === vendor);
      return name === undefined ? [] : [describe(model, `${vendor}/${name}`)];
    });
  });
}

/** What the names of one vendor's models mean. Our own models are not among them. */
function meaningsOf(models: readonly EditorModel[]): ReadonlyMap<string, EditorModel> {
  const meanings = new Map<string, EditorModel>();
  for (const name of ['id', 'family'] as const) {
    for (const model of models) if (model.vendor !== ownVendor && !meanings.has(model[name])) meanings.set(model[name], model);
  }
  return meanings;
}

function describe(model: EditorModel, name: string): ListedModel {
  const contextWindow = model.maxInputTokens;
  return {
    name,
    title: model.name,
    ...(contextWindow !== undefined && contextWindow > 0 && { contextWindow }),
    ...(model.images !== undefined && { images: model.images }),
    ...(model.tools !== undefined && { tools: model.tools }),
  };
}
