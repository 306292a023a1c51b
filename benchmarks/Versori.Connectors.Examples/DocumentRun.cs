using System.Text.Json.Nodes;

namespace Versori.Connectors.Examples;

/// <summary>All endpoints of one document.</summary>
internal sealed class DocumentRun(string file, TextWriter? dump)
{
    private readonly Tally _tally = new(Path.GetFileName(file));

    public List<string> Problems { get; } = [];

    public static bool IsDocument(string file) => Path.GetExtension(file) is ".json" or ".yaml" or ".yml";

    public async Task<Tally> RunAsync()
    {
        await using var host = new RecordingHost();
        ConnectorDefinition? definition = null;
        try
        {
            definition = await host.ImportAsync(file);
            await host.ConnectAsync(definition);
        }
        catch (ConnectorException exception)
        {
            Problems.Add($"{Path.GetFileName(file)}: {exception.Message}");
            if (definition is null) return _tally;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _tally.Untyped++;
            Problems.Add($"{Path.GetFileName(file)}: {exception}");
            return _tally;
        }

        foreach (var endpoint in definition.Endpoints)
        {
            _tally.Endpoints++;
            if (Try(definition, endpoint, new()) is { } example)
            {
                _tally.Required++;
                await SendAsync(host, endpoint, example);
            }

            if (Try(definition, endpoint, new() { IncludesOptional = true }) is not null) _tally.All++;
            if (Try(definition, endpoint, new() { IgnoresExamples = true }) is not null) _tally.SchemasOnly++;
            _ = Try(definition, endpoint, new() { IgnoresExamples = true, IncludesOptional = true });
        }

        return _tally;
    }

    private EndpointExample? Try(ConnectorDefinition definition, ConnectorEndpoint endpoint, ExampleOptions options)
    {
        try
        {
            var example = ExampleArguments.Create(definition, endpoint.Id, options);
            if (dump is not null) Dump(definition, endpoint, example, options);
            if (example.Problems.Count == 0) return example;
            Problems.Add($"{endpoint.Id} ({options}): {example.Problems[0].Location}: {example.Problems[0].Message}");
        }
        catch (ConnectorException exception)
        {
            Problems.Add($"{endpoint.Id}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _tally.Untyped++;
            Problems.Add($"{endpoint.Id} ({options}): {exception}");
        }

        return null;
    }

    private async Task SendAsync(RecordingHost host, ConnectorEndpoint endpoint, EndpointExample example)
    {
        try
        {
            if (await host.SendAsync(endpoint, example) is not { } sent) return;
            _tally.Sent++;
            if (sent.UrlProblem is { } problem)
            {
                _tally.WrongUrl++;
                Problems.Add($"{endpoint.Id}: {problem}");
            }

            if (sent.HasCredential) return;
            _tally.MissingCredential++;
            Problems.Add($"{endpoint.Id}: the request has no credential.");
        }
        catch (ConnectorException exception)
        {
            Problems.Add($"{endpoint.Id}: not sent: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _tally.Untyped++;
            Problems.Add($"{endpoint.Id}: {exception}");
        }
    }

    private void Dump(
        ConnectorDefinition definition, ConnectorEndpoint endpoint, EndpointExample example, ExampleOptions options)
    {
        if (_tally.Endpoints == 1 && options == new ExampleOptions()) DumpSchemas(definition);
        foreach (var (name, value) in example.Arguments)
        {
            var schema = name == "body" && endpoint.RequestBody is not null
                ? endpoint.RequestBody.Schema
                : endpoint.Parameters.FirstOrDefault(parameter =>
                    parameter.Name == name || name.EndsWith($".{parameter.Name}", StringComparison.Ordinal))?.Schema;
            if (schema is null || value is not JsonNode node) continue;
            dump!.WriteLine(new JsonObject
            {
                ["document"] = Path.GetFileName(file),
                ["endpoint"] = endpoint.Id,
                ["optional"] = options.IncludesOptional,
                ["schemasOnly"] = options.IgnoresExamples,
                ["name"] = name,
                ["type"] = example.ContentType,
                ["schema"] = JsonNode.Parse(schema.Root.GetRawText()),
                ["value"] = node.DeepClone(),
            }.ToJsonString());
        }
    }

    private void DumpSchemas(ConnectorDefinition definition)
    {
        var schemas = new JsonObject();
        foreach (var (name, schema) in definition.Schemas) schemas[name] = JsonNode.Parse(schema.Root.GetRawText());
        dump!.WriteLine(new JsonObject { ["document"] = Path.GetFileName(file), ["schemas"] = schemas }.ToJsonString());
    }
}
