-- What every installation starts with; all of it is data that an admin may change afterwards.

insert into "Role" (id, key, "nameEn", "nameEs", system, position) values
  (gen_random_uuid(), 'admin', 'Admin', 'Administración', true, 0),
  (gen_random_uuid(), 'manager', 'Manager', 'Gerencia', true, 1),
  (gen_random_uuid(), 'employee', 'Employee', 'Ventas', true, 2),
  (gen_random_uuid(), 'executive', 'Executive', 'Dirección', true, 3);

insert into "RolePermission" ("roleId", permission, scope)
select r.id, g.permission, g.scope from (values
  ('admin', 'lead.read', 'any'),
  ('admin', 'lead.update', 'any'),
  ('admin', 'lead.changeStatus', 'any'),
  ('admin', 'lead.logContact', 'any'),
  ('admin', 'lead.create', 'any'),
  ('admin', 'lead.assign', 'any'),
  ('admin', 'analytics.read', 'any'),
  ('admin', 'intake.read', 'any'),
  ('admin', 'intake.manage', 'any'),
  ('admin', 'user.read', 'any'),
  ('admin', 'user.manage', 'any'),
  ('admin', 'role.manage', 'any'),
  ('admin', 'settings.manage', 'any'),
  ('manager', 'lead.read', 'company'),
  ('manager', 'lead.update', 'company'),
  ('manager', 'lead.changeStatus', 'company'),
  ('manager', 'lead.logContact', 'company'),
  ('manager', 'lead.create', 'company'),
  ('manager', 'lead.assign', 'company'),
  ('manager', 'analytics.read', 'company'),
  ('manager', 'intake.read', 'company'),
  ('manager', 'user.read', 'company'),
  ('manager', 'user.manage', 'company'),
  ('employee', 'lead.read', 'own'),
  ('employee', 'lead.update', 'own'),
  ('employee', 'lead.changeStatus', 'own'),
  ('employee', 'lead.logContact', 'own'),
  ('employee', 'analytics.read', 'own'),
  ('employee', 'lead.create', 'company'),
  ('executive', 'lead.read', 'any'),
  ('executive', 'analytics.read', 'any'),
  ('executive', 'intake.read', 'any'),
  ('executive', 'user.read', 'any')
) as g (role, permission, scope) join "Role" r on r.key = g.role;

insert into "StatusGroup" (id, key, "labelEn", "labelEs", position) values
  (gen_random_uuid(), 'initial', 'Initial contact', 'Contacto inicial', 0),
  (gen_random_uuid(), 'started', 'Started', 'Iniciados', 1),
  (gen_random_uuid(), 'active', 'Active leads', 'Leads activos', 2),
  (gen_random_uuid(), 'hold', 'Hold', 'En pausa', 3),
  (gen_random_uuid(), 'conversion', 'Conversion', 'Conversión', 4),
  (gen_random_uuid(), 'inactive', 'Inactive', 'Inactivos', 5);

insert into "Status" (id, key, "labelEn", "labelEs", "groupId", phase, outcome, tone, position)
select gen_random_uuid(), s.key, s.en, s.es, g.id, s.phase, s.outcome, s.tone, s.position from (values
  ('pending', 'Pending', 'Pendiente', 'initial', 'cold', 'open', 'amber', 0),
  ('assigned', 'Assigned', 'Asignado', 'initial', 'cold', 'open', 'blue', 1),
  ('contacted', 'Contacted', 'Contactado', 'started', 'cold', 'open', 'cyan', 2),
  ('to-quote', 'To quote', 'Falta cotizar', 'started', 'active', 'open', 'violet', 3),
  ('quoted', 'Quoted', 'Cotizado', 'started', 'active', 'open', 'teal', 4),
  ('interested', 'Interested in going on', 'Interesado en avanzar', 'active', 'active', 'open', 'lime', 5),
  ('managed', 'Successful handling', 'Gestión exitosa', 'active', 'active', 'open', 'green', 6),
  ('on-hold', 'On hold', 'Pospuesto', 'hold', 'cold', 'open', 'orange', 7),
  ('did-not-advance', 'Did not advance', 'No avanzó', 'inactive', 'closed', 'lost', 'gray', 8),
  ('not-viable', 'Not viable', 'No viable', 'inactive', 'closed', 'lost', 'gray', 9),
  ('new-customer', 'New customer', 'Nuevo cliente', 'conversion', 'closed', 'won', 'green', 10),
  ('negative', 'Negative', 'Negativo', 'inactive', 'closed', 'disqualified', 'red', 11),
  ('undefined', 'Undefined', 'No definido', 'inactive', 'closed', 'disqualified', 'pink', 12)
) as s (key, en, es, grp, phase, outcome, tone, position) join "StatusGroup" g on g.key = s.grp;

insert into "LeadType" (id, key, "labelEn", "labelEs", position) values
  (gen_random_uuid(), 'fulfilment', 'Fulfilment', 'Fulfillment', 0),
  (gen_random_uuid(), 'transport', 'Transport', 'Transporte', 1),
  (gen_random_uuid(), 'warehousing', 'Warehousing', 'Almacenaje', 2),
  (gen_random_uuid(), 'last-mile', 'Last mile', 'Última milla', 3),
  (gen_random_uuid(), 'supplier-or-job-seeker', 'Supplier or job seeker', 'Proveedor o búsqueda laboral', 4),
  (gen_random_uuid(), 'other', 'Other', 'Otro', 5);
