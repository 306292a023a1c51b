namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>A kind of auth method with its settings.</summary>
internal sealed record MethodSchema(string Type, string? Description, IReadOnlyList<SchemaField> Fields);
