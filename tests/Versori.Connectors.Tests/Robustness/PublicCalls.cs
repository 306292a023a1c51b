using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>Every method of the interfaces that a host obtains from its services, with valid arguments.</summary>
internal sealed class PublicCalls
{
    private static readonly Type[] Interfaces =
    [
        typeof(IConnectorCatalog), typeof(IConnections), typeof(IConnectionMaintenance), typeof(ISignIns),
        typeof(IConnectorClientFactory), typeof(IEndpointInvoker), typeof(IEndpointLister), typeof(IWebhookVerifier),
        typeof(IWebhookSecrets),
    ];

    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    private readonly Dictionary<Type, object> _services;
    private readonly Dictionary<Type, Func<object?>> _arguments;

    public PublicCalls(EngineFixture engine, Connection connection, TemplateId template)
    {
        _services = Interfaces.ToDictionary(type => type, type => engine.Services.GetRequiredService(type));
        var secret = new Secret("secret");
        _arguments = new()
        {
            [typeof(ConnectorId)] = () => SystemId,
            [typeof(ConnectionId)] = () => connection.Id,
            [typeof(TemplateId)] = () => template,
            [typeof(string)] = () => "text",
            [typeof(int)] = () => 1,
            [typeof(int?)] = () => 1,
            [typeof(EndpointCall)] = () => new EndpointCall(connection.Id, "text"),
            [typeof(Secret)] = () => secret,
            [typeof(IReadOnlyList<Secret>)] = () => new[] { secret },
            [typeof(Credential)] = () => Credential.Bearer("token"),
            [typeof(IReadOnlyList<Credential>)] = () => new[] { Credential.Bearer("token") },
            [typeof(ConnectorDefinition)] = () => engine.Definition(),
            [typeof(ConnectionTemplate)] = () => new ConnectionTemplate { Id = template, ConnectorId = SystemId },
            [typeof(IntegrationPlan)] = () => new IntegrationPlan { Connectors = [] },
            [typeof(Func<ConnectorDefinition, ConnectorDefinition>)] =
                () => new Func<ConnectorDefinition, ConnectorDefinition>(definition => definition),
            [typeof(ConnectRequest)] = () => new ConnectRequest
            {
                ConnectorId = SystemId,
                Name = "other",
                Credential = Credential.Bearer("token"),
            },
            [typeof(SignInRequest)] = () => new SignInRequest
            {
                ConnectorId = SystemId,
                Name = "other",
                RedirectUri = new("https://host.example/callback"),
            },
            [typeof(SignInCallback)] = () => new SignInCallback
            {
                Uri = new("https://host.example/callback?state=a&code=b"),
                Session = secret,
            },
            [typeof(long)] = () => 1L,
            [typeof(CancellationToken)] = () => CancellationToken.None,
            [typeof(Uri)] = () => new Uri("https://host.example/callback"),
            [typeof(WebhookRequest)] = () => new WebhookRequest("POST", "https://host.example", [], default),
            [typeof(WebhookVerification)] = () => new WebhookVerification { Outcome = WebhookOutcome.Verified },
        };
    }

    /// <summary>The methods by a name that is unique.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> Methods { get; } = Interfaces
        .SelectMany(type => type.GetMethods())
        .ToDictionary(
            method => $"{method.DeclaringType!.Name}.{method.Name}"
                + $"({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})",
            StringComparer.Ordinal);

    /// <summary>Calls a method with an argument that has no value.</summary>
    public Task InvokeAsync(MethodInfo method, ParameterInfo emptied) =>
        InvokeAsync(method, emptied, Activator.CreateInstance(emptied.ParameterType));

    /// <summary>Calls a method, with one argument replaced.</summary>
    public async Task InvokeAsync(MethodInfo method, ParameterInfo? replaced = null, object? value = null)
    {
        var arguments = method.GetParameters()
            .Select(parameter => parameter == replaced ? value : ArgumentFor(parameter))
            .ToArray();
        var result = method.Invoke(
            _services[method.DeclaringType!], BindingFlags.DoNotWrapExceptions, null, arguments, null);
        switch (result)
        {
            case Task task:
                await task;
                break;
            case ValueTask task:
                await task;
                break;
            case IAsyncEnumerable<object> listed:
                await listed.ToListAsync();
                break;
            case not null when method.ReturnType.IsGenericType
                && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>):
                await (Task)method.ReturnType.GetMethod("AsTask")!.Invoke(result, null)!;
                break;
            default:
                break;
        }
    }

    private object? ArgumentFor(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return _arguments[parameter.ParameterType]();
        var type = parameter.ParameterType;
        return parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
    }
}
