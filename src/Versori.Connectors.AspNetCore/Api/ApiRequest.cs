using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Api;

/// <summary>Reads the JSON of requests.</summary>
internal static class ApiRequest
{
    /// <exception cref="ConnectorException">It is no JSON, or not of the type.</exception>
    public static async Task<T> ReadAsync<T>(ConnectContext context, JsonTypeInfo<T> contract)
        where T : class
    {
        var request = context.Http.Request;
        if (!request.HasJsonContentType()) throw ConnectErrors.Invalid("The request must be JSON.", "Content-Type");
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, contract, context.Aborted).ConfigureAwait(false)
                ?? throw ConnectErrors.Invalid("The request is null.", "");
        }
        catch (JsonException exception)
        {
            throw ConnectErrors.Invalid(
                "The request is not what the description of the API says.", exception.Path ?? "");
        }
    }
}
