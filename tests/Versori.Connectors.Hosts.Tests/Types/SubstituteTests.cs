using System.Reflection;
using NSubstitute;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Hosts.Tests.Types;

/// <summary>A test of a host can create everything that a public interface returns.</summary>
public sealed class SubstituteTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(ConnectorDefinition).Assembly, typeof(IConnections).Assembly, typeof(IConnectorGenerator).Assembly,
        typeof(ConnectorDatabase).Assembly,
    ];

    [Fact]
    public void Every_type_in_a_public_interface_can_be_created()
    {
        var types = Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsInterface)
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Append(method.ReturnType))
            .SelectMany(Parts)
            .ToHashSet();
        AddMembers(types);

        var own = types.Where(type => Assemblies.Contains(type.Assembly)).ToList();
        Assert.Contains(typeof(InvocationResult), own);
        Assert.Empty(own.Where(type => !CanBeMade(type)).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_substitute_returns_a_result_of_an_endpoint()
    {
        var invoker = Substitute.For<IEndpointInvoker>();
        invoker.InvokeAsync(Arg.Any<TemplateId>(), "orders", Arg.Any<EndpointArguments>(), Arg.Any<Owner>(),
            Arg.Any<CancellationToken>()).Returns(new InvocationResult
            {
                StatusCode = 200,
                Headers = new Dictionary<string, IReadOnlyList<string>> { ["content-type"] = ["application/json"] },
                Body = """{"total":2}"""u8.ToArray(),
            });

        var result = await invoker.InvokeAsync(new TemplateId("shop", "orders"), "orders");

        Assert.True(result.IsSuccess);
        Assert.Equal(2, result.ReadJson().GetProperty("total").GetInt32());
        Assert.Equal("application/json", result.Headers["Content-Type"][0]);
        Assert.Empty(result.Request.Headers);
    }

    [Fact]
    public async Task A_substitute_returns_the_health_of_a_connection()
    {
        var maintenance = Substitute.For<IConnectionMaintenance>();
        maintenance.GetHealthAsync(Arg.Any<ConnectionId>(), Arg.Any<CancellationToken>())
            .Returns(new ConnectionHealth { Status = ConnectionStatus.NeedsReauthorization });

        var health = await maintenance.GetHealthAsync(default);

        Assert.Equal(ConnectionStatus.NeedsReauthorization, health.Status);
        Assert.Empty(health.MissingScopes);
    }

    // The members of a record must be creatable as well.
    private static void AddMembers(HashSet<Type> types)
    {
        var open = new Queue<Type>(types);
        while (open.TryDequeue(out var type))
        {
            if (!Assemblies.Contains(type.Assembly)) continue;
            var parts = type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })
                .SelectMany(property => Parts(property.PropertyType));
            foreach (var part in parts.Where(types.Add)) open.Enqueue(part);
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsByRef || type.IsArray) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }

    private static bool CanBeMade(Type type)
    {
        var needsNothing = type.IsInterface || type.IsEnum || type.IsValueType || type.IsGenericParameter;
        return needsNothing || type.IsAbstract || type.GetConstructors().Length > 0 || HasFactory(type);
    }

    private static bool HasFactory(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Any(method => method.ReturnType == type && !method.IsSpecialName);
}
