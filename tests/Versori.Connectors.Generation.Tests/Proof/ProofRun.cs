using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Planning.Measuring;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>Plans a requirement, applies the plan, connects its systems and executes what it needs.</summary>
internal sealed class ProofRun(ProofWorld world, PlanningTask task)
{
    private const int First = 10;

    /// <summary>What the tester could not call by itself, although the plan's lists return the ids.</summary>
    public List<string> Unchained { get; } = [];

    /// <summary>The calls that the mock systems refused.</summary>
    public List<string> Refusals { get; } = [];

    public async Task<ProofResult> RunAsync()
    {
        var sources = task.Systems.Select(system => ConnectorSource.Of(world.Imported(system))).ToList();
        var plan = await ConnectorGenerator.Create().PlanAsync(task.Requirement, sources);
        var asChosen = await ProveAsync(plan);
        if (asChosen is null) return new(task.Id, ProofLevel.AsChosen, task.Needs.Count, null, null);
        var ticked = await ProveAsync(Ticked(plan));
        return new(
            task.Id,
            ticked is null ? ProofLevel.WithSuggestions : ProofLevel.NotProven,
            ticked is null ? task.Needs.Count : 0,
            (ticked ?? asChosen)?.Kind,
            (ticked ?? asChosen)?.Detail);
    }

    private async Task<(string Kind, string Detail)?> ProveAsync(IntegrationPlan plan)
    {
        foreach (var need in task.Needs)
        {
            if (Met(plan, need) is null) return ("not found", $"{need.System}: {string.Join(" | ", need.Endpoints)}");
        }

        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var applied = await provider.GetRequiredService<IConnectorCatalog>().ApplyAsync(plan, "proof");
        foreach (var (at, system) in task.Systems.Index())
        {
            var needed = task.Needs.Where(need => need.System == system)
                .Select(need => Met(plan, need)!)
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (needed.Count == 0) continue;
            var planned = plan.Connectors[at];
            var template = applied[planned.TemplateName];
            var mock = world.Server.Systems[system];
            mock.Reset();
            try
            {
                await provider.GetRequiredService<IConnections>().ConnectAsync(new()
                {
                    ConnectorId = template.ConnectorId,
                    Name = system,
                    Credential = CredentialOf(planned.Definition.AuthMethods.Single()),
                });
            }
            catch (ConnectorException exception)
            {
                return ("not connected", $"{system}: {exception.Message} {mock.Refusals.LastOrDefault()}");
            }

            var run = new ProofSystem(provider, template, planned.Definition, mock);
            var failure = await run.ExecuteAsync(needed);
            Unchained.AddRange(run.Unchained);
            Refusals.AddRange(mock.Refusals.Select(refusal => $"{system} {refusal}"));
            if (failure is not null) return failure;
        }

        return null;
    }

    // The chosen endpoint that meets a need.
    private string? Met(IntegrationPlan plan, Need need) =>
        plan.Connectors[task.Systems.ToList().IndexOf(need.System)].Choices
            .FirstOrDefault(choice => need.Endpoints.Contains($"{choice.Method} {choice.Path}"))?.EndpointId;

    // What a person would tick among the first ten: the needed endpoints, and the lists that are suggested for ids.
    private IntegrationPlan Ticked(IntegrationPlan plan) => plan with
    {
        Connectors = [.. plan.Connectors.Index().Select(item => Ticked(item.Item, task.Systems[item.Index]))],
    };

    private PlannedConnector Ticked(PlannedConnector planned, string system)
    {
        var full = world.Imported(system).Definition;
        var mock = world.Server.Systems[system];
        var ticked = planned.Suggestions.Take(First - planned.Choices.Count).Where(suggestion =>
            task.Needs.Any(need => need.System == system
                && need.Endpoints.Contains($"{suggestion.Method} {suggestion.Path}"))
            || (mock.Find(suggestion.Method, suggestion.Path).List is not null && !suggestion.RequiresConfirmation));
        PlannedEndpoint[] choices = [.. planned.Choices, .. ticked];
        var ids = choices.Select(choice => choice.EndpointId).ToList();
        var endpoints = full.Endpoints.Where(endpoint => ids.Contains(endpoint.Id)).ToList();
        var definition = DefinitionTrimmer.Trim(full with { CheckEndpoint = null }, endpoints, endpoints);
        return planned with { Choices = choices, Endpoints = ids, Definition = definition };
    }

    private static Credential CredentialOf(AuthMethod method) => method switch
    {
        ApiKeyAuth => Credential.ApiKey(MockSystem.Secret).WithMethod(method.Id),
        BasicAuth => Credential.Basic("user", MockSystem.Secret).WithMethod(method.Id),
        OAuth2Auth => Credential.OAuth2ClientCredentials("client", MockSystem.Secret).WithMethod(method.Id),
        _ => Credential.Bearer(MockSystem.Secret).WithMethod(method.Id),
    };
}
