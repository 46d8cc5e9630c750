export { fileAnchor, witnessOf, type Anchor, type Anchored } from './anchor.ts';
export { sealNew, anchorMissing } from './seal.ts';
export { verifyRest, verifySeals, verifyTrail, type Finding, type Verification } from './verify.ts';
export { signatureStatement, signaturesOf, stepsSigned, type SignatureShown } from './signature.ts';
export { actsBetween, merkleRoot, leafOf, chainValue } from './leaf.ts';
export { schemaFolder } from './schema-folder.ts';
export { knownAs } from './known-as.ts';
export { contents, type Contents } from './content/content.ts';
export { forgetUnspoken } from './content/unspoken.ts';
