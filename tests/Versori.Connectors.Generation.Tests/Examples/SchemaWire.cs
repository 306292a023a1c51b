using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Tests.Examples;

/// <summary>An external system whose responses are made from the schemas of a definition.</summary>
internal sealed class SchemaWire(ConnectorDefinition definition, string secret) : HttpMessageHandler
{
    private readonly SchemaValidator _validator = new(definition.Schemas);

    /// <summary>Requests without the credential, with another origin, or to a path that the definition lacks.</summary>
    public List<string> Problems { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        if (request.Headers.Authorization?.Parameter != secret) Problems.Add($"{request.RequestUri}: no credential");
        if (request.RequestUri!.Host != "api.example.com") Problems.Add($"{request.RequestUri}: wrong origin");
        var path = Uri.UnescapeDataString(request.RequestUri.AbsolutePath);
        var endpoint = definition.Endpoints
            .Where(endpoint => endpoint.Method.Equals(request.Method.Method, StringComparison.OrdinalIgnoreCase))
            .Where(endpoint => Form(endpoint).IsMatch(path))
            .MinBy(endpoint => endpoint.Path.Count(character => character == '{'));
        if (endpoint is null) Problems.Add($"{request.Method} {request.RequestUri}: no such endpoint");
        return Task.FromResult(Respond(endpoint, request));
    }

    // A value that may have slashes spans several segments.
    private static Regex Form(ConnectorEndpoint endpoint)
    {
        var wide = endpoint.Parameters.Where(parameter => parameter.AllowReserved)
            .Select(parameter => $"{{{parameter.Name}}}").ToList();
        var pieces = Regex.Split(endpoint.Path.Split('?', '#')[0], "([{][^{}]*[}])").Select(piece =>
            wide.Contains(piece) ? ".+" : piece.StartsWith('{') ? "[^/]+" : Regex.Escape(piece));
        return new($"^/base{string.Concat(pieces)}$");
    }

    private HttpResponseMessage Respond(ConnectorEndpoint? endpoint, HttpRequestMessage request)
    {
        var declared = endpoint?.Responses.FirstOrDefault(response => response.Status.StartsWith('2'))
            ?? endpoint?.Responses.FirstOrDefault(response => response.Status == "default");
        var status = int.TryParse(declared?.Status, out var code) ? code : 200;
        var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request };
        if (declared is not { ContentType: { Length: > 0 } type, Schema: { } schema }) return response;
        if (!type.Contains("json", StringComparison.OrdinalIgnoreCase)) return response;
        var made = new ValueMaker(_validator, new() { IncludesOptional = true }).Make(schema.Root);
        var sent = type.Contains('*', StringComparison.Ordinal) ? "application/json" : type.Split(';')[0];
        response.Content = new StringContent(made.Value?.ToJsonString() ?? "null", Encoding.UTF8, sent);
        return response;
    }
}
