/** A role and every role that includes it, directly or not. */
export function thoseWhoAre(role: string, roles: readonly { readonly role: string; readonly includes: readonly string[] }[]): string[] {
  const found = [role];
  for (let i = 0; i < found.length; i++) for (const one of roles) if (one.includes.includes(found[i]!) && !found.includes(one.role)) found.push(one.role);
  return found;
}
