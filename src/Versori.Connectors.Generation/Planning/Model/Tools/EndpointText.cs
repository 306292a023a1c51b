namespace Versori.Connectors.Generation.Planning;

/// <summary>Describes an endpoint in short for a chat model.</summary>
internal static class EndpointText
{
    private const int DescriptionTokens = 90, ParameterTokens = 14, Parameters = 30, SchemaLength = 900;
    private const int LongestText = 2_000, LongestName = 80, ListedScopes = 8;

    public static string Of(ModelSource source, ConnectorEndpoint endpoint, int tokens)
    {
        var definition = source.Definition;
        var response = endpoint.Responses.FirstOrDefault(other => other.Status is ['2', ..]);
        var text = PromptJson.Write(writer =>
        {
            writer.WriteString("endpoint", EndpointRow.Of(source, endpoint));
            if (Short(endpoint.Description, DescriptionTokens) is { Length: > 0 } description)
            {
                writer.WriteString("description", description);
            }

            if (endpoint.Deprecated) writer.WriteBoolean("deprecated", value: true);
            var parameters = endpoint.Parameters.Where(parameter => !parameter.Internal).ToList();
            writer.WriteTexts(
                "parameters",
                parameters.OrderBy(parameter => parameter.Required ? 0 : 1).Take(Parameters)
                    .Select(parameter => Describe(parameter, definition)));
            if (parameters.Count > Parameters) writer.WriteNumber("moreParameters", parameters.Count - Parameters);
            if (endpoint.RequestBody is { } body)
            {
                writer.WriteString("content", SchemaText.Of(body.Schema, definition, SchemaLength));
            }

            if (response is not null)
            {
                writer.WriteString("response", SchemaText.Of(response.Schema, definition, SchemaLength));
            }

            var scopes = (endpoint.AuthAlternatives ?? definition.AuthAlternatives)
                .SelectMany(alternative => alternative.Scopes)
                .Distinct(StringComparer.Ordinal)
                .Take(ListedScopes)
                .Select(scope => CleanText.OfDocument(scope, LongestName))
                .ToList();
            if (scopes.Count > 0) writer.WriteTexts("scopes", scopes);
        });
        return TokenEstimate.Cut(text, tokens);
    }

    private static string Describe(EndpointParameter parameter, ConnectorDefinition definition)
    {
        var name = CleanText.OfDocument(parameter.Name, LongestName);
        var type = SchemaText.Of(parameter.Schema, definition, LongestName);
        var place = $"{name}{(parameter.Required ? "*" : "")} in {parameter.In.ToString().ToLowerInvariant()}";
        var text = type.Length == 0 ? place : $"{place}: {type}";
        var description = Short(parameter.Description, ParameterTokens);
        return description.Length == 0 ? text : $"{text}, {description}";
    }

    private static string Short(string? text, int tokens) =>
        TokenEstimate.Cut(CleanText.OfDocument(text, LongestText), tokens);
}
