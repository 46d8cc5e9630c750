-- breaking: identities that follow from names are SHA-256 cut to a UUIDv8 (RFC 9562 §5.8) from now on; sealed rows cannot be given new ones.
do $$ begin
  if exists (select from model.object) then
    raise exception 'This database was made before identities were derived by SHA-256, and its sealed records cannot be given new ones.'
      using hint = 'Write its model to files with the version that made it (millrace export), keep its folder, and start this version with an empty one.';
  end if;
end $$;
