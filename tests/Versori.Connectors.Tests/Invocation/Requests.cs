using System.Net.Http.Headers;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Shorthands for endpoints and requests in tests.</summary>
internal static class Requests
{
    public static readonly IReadOnlyDictionary<string, JsonSchema> NoSchemas = new Dictionary<string, JsonSchema>();

    public static EndpointParameter Parameter(
        ParameterLocation location, string name, string? schema = null, bool required = false,
        ParameterStyle? style = null, bool? explode = null, bool allowReserved = false) =>
        new()
        {
            Name = name,
            In = location,
            Required = required,
            Schema = schema is null ? null : JsonSchema.Parse(schema),
            Style = style,
            Explode = explode,
            AllowReserved = allowReserved,
        };

    public static EndpointRequestBody Json(string schema, bool required = false) =>
        new() { Schema = JsonSchema.Parse(schema), Required = required };

    public static ConnectorEndpoint Get(string path, params EndpointParameter[] parameters) =>
        new() { Id = "get", Method = "get", Path = path, Parameters = parameters };

    public static ConnectorEndpoint Post(
        EndpointRequestBody body, string path = "/x", params EndpointParameter[] parameters) =>
        new() { Id = "post", Method = "POST", Path = path, Parameters = parameters, RequestBody = body };

    public static HttpRequestMessage Create(
        this ConnectorEndpoint endpoint, EndpointArguments arguments,
        IReadOnlyDictionary<string, JsonSchema>? schemas = null) =>
        new EndpointRequestFactory(endpoint, schemas ?? NoSchemas).Create(arguments);

    public static string Url(this ConnectorEndpoint endpoint, EndpointArguments arguments) =>
        endpoint.Create(arguments).RequestUri!.OriginalString;

    public static IReadOnlyList<ConnectorError> Refused(this ConnectorEndpoint endpoint, EndpointArguments arguments)
    {
        var exception = Assert.Throws<ConnectorException>(() => endpoint.Create(arguments));
        Assert.All(exception.Errors, error => Assert.Equal(ConnectorErrorCode.InvalidArgument, error.Code));
        return exception.Errors;
    }

    public static string BodyText(this HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream(TestContext.Current.CancellationToken));
        return reader.ReadToEnd();
    }

    public static string Header(this HttpHeaders headers, string name) => string.Join(", ", headers.NonValidated[name]);
}
