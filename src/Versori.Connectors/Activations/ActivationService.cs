using System.Text.Json;
using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Activations;

/// <summary>The public face of activations.</summary>
internal sealed class ActivationService(
    IActivationStore store,
    ActivationCheck check,
    ActivationWriter writer,
    TemplateScopes scopes,
    VariableSchemas variables,
    Routes routes,
    AuditTrail audit,
    EngineLifetime lifetime,
    TimeProvider time) : IActivations
{
    private static readonly JsonElement None = JsonElement.Parse("{}");

    public async Task<ActivationState> GetStateAsync(
        string integration, Owner owner, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ThrowIfNotPerson(owner);
        var key = check.KeyOf(integration, owner);
        var activation = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        var templates = await check.ListTemplatesAsync(integration, cancellationToken).ConfigureAwait(false);
        var found = new List<TemplateActivation>();
        foreach (var template in templates)
        {
            var (one, _) = await check.FindAsync(template, owner, chosen: null, cancellationToken)
                .ConfigureAwait(false);
            found.Add(one.Connection is { } connection
                ? one with
                {
                    Scopes = await scopes.FindAsync(template, connection, cancellationToken).ConfigureAwait(false),
                }
                : one);
        }

        ConnectorError[] missing =
        [
            .. found.Select(one => one.Problem).OfType<ConnectorError>(),
            .. variables.Check(integration, VariablesOf(activation)),
        ];
        return new()
        {
            Key = key,
            Status = activation switch
            {
                null => ActivationStatus.NotActivated,
                { IsActive: false } => ActivationStatus.Deactivated,
                _ when missing.Length > 0 => ActivationStatus.Incomplete,
                _ => ActivationStatus.Active,
            },
            Activation = activation,
            Templates = found,
            VariableSchema = variables.Find(integration),
            Missing = missing,
        };
    }

    public async Task<Activation> ActivateAsync(
        ActivationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        lifetime.ThrowIfStopped();
        ThrowIfNotPerson(request.Owner);
        var key = check.KeyOf(request.Integration, request.Owner);
        // Until nothing changes between reading and saving.
        while (true) // ends with a save, or with an error
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (request.Revision is { } revision && revision != (current?.Revision ?? 0)) throw Changed(key);
            var given = request.Variables ?? VariablesOf(current);
            var bindings = await FindBindingsAsync(request, given, cancellationToken).ConfigureAwait(false);
            var now = time.GetUtcNow();
            var activation = (current ?? new() { Key = key, CreatedAt = now }) with
            {
                IsActive = true,
                Variables = given.GetRawText(),
                ChangedAt = now,
            };
            if (await writer.TrySaveAsync(activation, bindings, cancellationToken).ConfigureAwait(false) is { } saved)
                return await CompleteAsync(saved, AuditAction.Activated).ConfigureAwait(false);
        }
    }

    public async Task<Activation?> DeactivateAsync(
        string integration, Owner owner, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ThrowIfNotPerson(owner);
        var key = check.KeyOf(integration, owner);
        while (await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } current)
        {
            if (!current.IsActive) return current;
            var templates = await check.ListTemplatesAsync(integration, cancellationToken).ConfigureAwait(false);
            var bindings = new List<Binding>();
            foreach (var template in templates)
            {
                var (_, binding) = await check.FindAsync(template, owner, chosen: null, cancellationToken)
                    .ConfigureAwait(false);
                bindings.Add(Bound(binding, template.Id, key, connection: default));
            }

            var changed = current with { IsActive = false, ChangedAt = time.GetUtcNow() };
            if (await writer.TrySaveAsync(changed, bindings, cancellationToken).ConfigureAwait(false) is { } saved)
                return await CompleteAsync(saved, AuditAction.Deactivated).ConfigureAwait(false);
        }

        return null;
    }

    public IAsyncEnumerable<Activation> ListAsync(
        ActivationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        return store.ListAsync(filter ?? new(), cancellationToken);
    }

    // Everything is checked before anything is saved, and all problems are reported at once.
    private async Task<IReadOnlyList<Binding>> FindBindingsAsync(
        ActivationRequest request, JsonElement given, CancellationToken cancellationToken)
    {
        var templates = await check.ListTemplatesAsync(request.Integration, cancellationToken).ConfigureAwait(false);
        var problems = request.Connections.Keys
            .Where(name => templates.All(template => template.Id.Name != name))
            .Select(name => Unknown(request.Integration, name))
            .ToList();
        var key = check.KeyOf(request.Integration, request.Owner);
        var bindings = new List<Binding>();
        foreach (var template in templates)
        {
            ConnectionId? chosen = request.Connections.TryGetValue(template.Id.Name, out var id) ? id : null;
            var (found, binding) = await check.FindAsync(template, request.Owner, chosen, cancellationToken)
                .ConfigureAwait(false);
            if (found.Problem is { } problem) problems.Add(problem);
            else if (binding?.ConnectionId != found.Connection!.Id)
                bindings.Add(Bound(binding, template.Id, key, found.Connection.Id));
        }

        problems.AddRange(variables.Check(request.Integration, given));
        return problems.Count == 0 ? bindings : throw new ConnectorException(problems);
    }

    private async Task<Activation> CompleteAsync(Activation saved, AuditAction action)
    {
        var key = saved.Key;
        routes.Invalidate(route => route.Template?.Id.Integration == key.Integration);
        await audit.RecordAsync(action, key.Owner, key.Integration).ConfigureAwait(false);
        return saved;
    }

    private static Binding Bound(
        Binding? existing, TemplateId template, ActivationKey key, ConnectionId connection) =>
        (existing ?? new() { Key = new(template, key.Owner, key.Environment), ConnectionId = connection }) with
        {
            ConnectionId = connection,
        };

    private static JsonElement VariablesOf(Activation? activation) =>
        activation is null ? None : JsonElement.Parse(activation.Variables);

    private static void ThrowIfNotPerson(Owner owner)
    {
        if (!owner.IsHost) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument,
            "An integration is activated for an end user (Owner.User); what the host shares is always active.",
            "/owner");
    }

    private static ConnectorError Unknown(string integration, string name) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidArgument,
        $"The integration '{integration}' has no template per owner '{name}'.",
        JsonPointer.Append("/connections", name)).Error;

    private static ConnectorException Changed(ActivationKey key) => ConnectionErrors.Create(
        ConnectorErrorCode.Conflict,
        $"The activation of '{key.Integration}' for {key.Owner.InWords} was changed meanwhile. Read its state again.",
        "/revision");
}
