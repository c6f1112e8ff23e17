import { expect, test } from 'vitest';
import { readMetadata } from '../../../src/systems/exact-online/metadata.ts';

const EDMX = `<?xml version="1.0" encoding="utf-8" standalone='yes'?>
<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">
  <edmx:DataServices m:DataServiceVersion="2.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
    <Schema Namespace="Exact.Web.Api.Models" xmlns="http://schemas.microsoft.com/ado/2006/04/edm">
      <EntityType Name="Base"><Property Name="ID" Type="Edm.Guid" Nullable="false" /></EntityType>
      <EntityType Name="Account" BaseType="Exact.Web.Api.Models.Base">
        <Key><PropertyRef Name="ID" /></Key>
        <Property Name="Code" Type='Edm.String' Nullable="true" m:FC_KeepInContent="true" />
        <NavigationProperty Name="BankAccounts" Relationship="x" FromRole="a" ToRole="b" />
      </EntityType>
      <EntityType Name="Nothing" />
      <ComplexType Name="Odd"><Property Name="Hidden" Type="Edm.String" /></ComplexType>
    </Schema>
    <Schema Namespace="System.Web">
      <EntityContainer Name="crm" m:IsDefaultEntityContainer="true">
        <EntitySet Name="Accounts" EntityType="Exact.Web.Api.Models.Account" />
        <EntitySet Name="Nothings" EntityType="Exact.Web.Api.Models.Nothing" />
        <EntitySet Name="Ghosts" EntityType="Exact.Web.Api.Models.Ghost" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`;

test('gives the properties of each set, including inherited ones and collections', () => {
  const metadata = readMetadata(EDMX);
  expect([...metadata.keys()]).toEqual(['Accounts', 'Nothings', 'Ghosts']);
  expect(Object.fromEntries(metadata.get('Accounts') ?? [])).toEqual({
    ID: 'Edm.Guid',
    Code: 'Edm.String',
    BankAccounts: 'Collection',
  });
  expect(metadata.get('Nothings')?.size).toBe(0);
});

test('finds nothing in other texts, and does not loop on types that inherit in a circle', () => {
  expect(readMetadata('<html><body>Maintenance</body></html>').size).toBe(0);
  expect(readMetadata('{"d":{}}').size).toBe(0);
  const circle = EDMX.replace(
    '<EntityType Name="Base">',
    '<EntityType Name="Base" BaseType="Exact.Web.Api.Models.Account">',
  );
  expect(readMetadata(circle).get('Accounts')?.has('Code')).toBe(true);
});

test('gives properties inherited over many steps', () => {
  const types = Array.from(
    { length: 20_000 },
    (_, index) =>
      `<EntityType Name="T${index}" BaseType="S.T${index + 1}"><Property Name="P${index}" Type="x" /></EntityType>`,
  );
  const text = `<Schema Namespace="S">${types.join('')}<EntitySet Name="All" EntityType="S.T0" /></Schema>`;
  expect(readMetadata(text).get('All')?.size).toBe(20_000);
});

test('a name without a value is passed over at once, however long it is', () => {
  const text = `<Schema Namespace="S"><EntityType ${'a'.repeat(1_000_000)}/><EntitySet Name="All" EntityType="S.T" /></Schema>`;
  expect([...readMetadata(text).keys()]).toEqual(['All']);
});
