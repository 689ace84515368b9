insert into "RolePermission" ("roleId", permission, scope)
select r.id, 'lead.export', g.scope from (values ('admin', 'any'), ('manager', 'company')) as g (role, scope)
  join "Role" r on r.key = g.role
on conflict do nothing;
