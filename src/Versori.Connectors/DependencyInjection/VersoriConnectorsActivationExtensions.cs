using System.Text.Json;
using Versori.Connectors;
using Versori.Connectors.Activations;
using Versori.Connectors.Catalog;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Declares what integrations need when they are activated for end users.</summary>
public static class VersoriConnectorsActivationExtensions
{
    /// <summary>
    /// Declares the variables of an integration. Without a declaration it has none. Names that the schema does not
    /// declare are refused, unless it has <c>additionalProperties</c> or <c>patternProperties</c>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="integration">The integration's name in the host.</param>
    /// <param name="schema">
    /// A JSON Schema (2020-12) of an object. References into other documents are not followed.
    /// </param>
    /// <exception cref="ArgumentException">The schema is not JSON, or is not a schema of an object.</exception>
    public static VersoriConnectorsBuilder AddActivationVariables(
        this VersoriConnectorsBuilder builder, string integration, string schema)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        TemplateCheck.ThrowIfNotIntegration(integration);
        ArgumentNullException.ThrowIfNull(schema);
        builder.Services.AddSingleton(new VariableSchema(integration, Parse(schema)));
        return builder;
    }

    private static JsonSchema Parse(string text)
    {
        try
        {
            var schema = JsonSchema.Parse(text);
            var isObject = schema.Root.ValueKind == JsonValueKind.Object
                && schema.Root.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("object");
            return isObject
                ? schema
                : throw new ArgumentException("The schema of variables needs \"type\": \"object\".", nameof(text));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The schema of variables is not JSON.", nameof(text), exception);
        }
    }
}
