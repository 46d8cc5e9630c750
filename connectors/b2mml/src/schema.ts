import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParseOption, XmlBufferInputProvider, xmlRegisterInputProvider, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';

/** A fault a schema finds in a document. */
export interface SchemaFault {
  readonly line: number;
  readonly message: string;
}

/** Checks documents against a folder of B2MML schemas. */
export interface SchemaCheck {
  faults(bytes: Uint8Array): SchemaFault[];
  dispose(): void;
}

// a prefix of its own: libxml2 asks every provider for every name, and ours answers for nothing else
let folders = 0;

/**
 * Compiles the schemas of a folder with AllSchemas.xsd at its root (V0701). They are MESA's and are not part of this project:
 * the folder comes by configuration. Nothing outside it is read.
 */
export function schemaCheck(folder: string): SchemaCheck {
  if (!existsSync(join(folder, 'AllSchemas.xsd'))) throw new Error(`${folder} has no AllSchemas.xsd; give the folder "Schema" of B2MML V0701.`);
  folders += 1;
  const prefix = `millrace-b2mml-${folders}`;
  const files = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
  const provider = new XmlBufferInputProvider(Object.fromEntries(files.map((name) => [`${prefix}/${name}`, new Uint8Array(readFileSync(join(folder, name)))])));
  if (!xmlRegisterInputProvider(provider)) throw new Error(`The schemas of ${folder} could not be given to the XML library.`);
  const all = XmlDocument.fromBuffer(new Uint8Array(readFileSync(join(folder, 'AllSchemas.xsd'))), { url: `${prefix}/AllSchemas.xsd`, option: ParseOption.XML_PARSE_NONET });
  const validator = XsdValidator.fromDoc(all);
  return {
    faults(bytes) {
      const document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_BIG_LINES });
      try {
        validator.validate(document);
        return [];
      } catch (cause) {
        if (!(cause instanceof XmlLibError)) throw cause;
        return cause.details.map((one) => ({ line: one.line, message: one.message.trim() }));
      } finally {
        document.dispose();
      }
    },
    dispose() {
      validator.dispose();
      all.dispose();
    },
  };
}
