using System.Reflection;

namespace Authentik.Client.Tests;

/// <summary>The classes that are generated from the book.</summary>
public class ModelPropertyTests
{
    // ConvertTo-Json writes every property, and fails if one hides another.
    [Fact]
    public void No_property_hides_another_one()
    {
        var classes = typeof(User).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(AuthentikObject))).ToList();
        Assert.True(classes.Count > 200, $"There are only {classes.Count} classes.");
        Assert.Empty(
            from type in classes
            from name in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).GroupBy(property => property.Name)
            where name.Count() > 1
            select $"{type.Name}.{name.Key}");
    }
}
