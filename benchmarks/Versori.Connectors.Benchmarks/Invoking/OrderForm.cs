namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The form in which a caller has the values of a call.</summary>
internal enum OrderForm
{
    /// <summary>Objects of types whose JSON is generated at build time.</summary>
    Typed,

    /// <summary>An anonymous object, read by reflection.</summary>
    AnonymousObject,

    /// <summary>A dictionary of values.</summary>
    Dictionary,

    /// <summary>A <see cref="System.Text.Json.Nodes.JsonObject"/>.</summary>
    JsonObject,
}
