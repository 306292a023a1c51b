using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>A measured call.</summary>
/// <param name="Form">The form of its arguments.</param>
/// <param name="IsPost">Whether it has a JSON body.</param>
/// <param name="Wire">How the wire responds.</param>
internal readonly record struct OrderCall(OrderForm Form, bool IsPost, Wire Wire)
{
    public static IEnumerable<OrderCall> All =>
        from wire in Enum.GetValues<Wire>()
        from isPost in (bool[])[false, true]
        from form in Enum.GetValues<OrderForm>()
        select new OrderCall(form, isPost, wire);

    public string Name => IsPost ? "POST with JSON" : "GET";
}
